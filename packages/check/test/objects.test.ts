import type { KubernetesObject } from '@espalier/model';
import { formatProblem } from '@espalier/model';
import { describe, expect, test } from 'vitest';
import { objectProblems } from '../src/index.ts';

const file = 'apps/shop/chart.ts';

function problems(object: KubernetesObject, version = '1.35'): readonly string[] {
  return objectProblems([{ object, file }], version).map(formatProblem);
}

/** Codes and paths, which is where a person looks. */
function places(object: KubernetesObject, version = '1.35'): readonly string[] {
  return objectProblems([{ object, file }], version).map(({ code, path }) => `${code} ${path}`);
}

function object(apiVersion: string, kind: string, fields: object = {}, metadata: object = {}): KubernetesObject {
  return { apiVersion, kind, metadata: { name: 'store', namespace: 'shop', ...metadata }, ...fields };
}

const container = { name: 'store', image: 'example.com/store:1' };

function deployment(pod: object = {}, metadata: object = {}): KubernetesObject {
  return object('apps/v1', 'Deployment', {
    spec: {
      selector: { matchLabels: { app: 'store' } },
      template: { metadata: { labels: { app: 'store' }, ...metadata }, spec: { containers: [container], ...pod } },
    },
  });
}

describe('a Secret', () => {
  test('with a value is refused, and the remedy is a need', () => {
    const secret = object('v1', 'Secret', { stringData: { user: 'a', password: 'b' } }, { name: 'smtp-relay' });
    expect(problems(secret)).toMatchInlineSnapshot(`
      [
        "ESP7201  apps/shop/chart.ts  Secret smtp-relay stringData
        The Secret 'smtp-relay' has values: user, password.
        No secret value in the tree: External Secrets copies it from Secrets Manager into the cluster.
        Remove the Secret and request it in 'needs': smtpRelay: secret({ keys: ['user', 'password'] }). If the value is already committed, replace it.",
      ]
    `);
  });

  test('without one is not', () => {
    const token = object('v1', 'Secret', { type: 'kubernetes.io/service-account-token', data: {} });
    expect(problems(token)).toEqual([]);
  });
});

describe('the closed schema', () => {
  test('takes what the API server takes', () => {
    expect(problems(deployment())).toEqual([]);
    expect(
      problems(deployment({ containers: [{ ...container, resources: { limits: { cpu: 1, memory: '1Gi' } } }] })),
    ).toEqual([]);
    const budget = object('policy/v1', 'PodDisruptionBudget', { spec: { maxUnavailable: '50%' }, status: {} });
    expect(problems(budget)).toEqual([]);
    expect(problems({ ...budget, spec: { maxUnavailable: 1, selector: null } })).toEqual([]);
  });

  test('names an unknown field, and the closest one', () => {
    expect(problems(deployment({ containers: [{ ...container, imagePullPolcy: 'Always' }] }))).toMatchInlineSnapshot(`
      [
        "ESP7202  apps/shop/chart.ts  Deployment store spec.template.spec.containers[0].imagePullPolcy
        There is no field 'imagePullPolcy' here. Did you mean 'imagePullPolicy'?
        Fields: args, command, env, envFrom, image, imagePullPolicy, lifecycle, livenessProbe, name, ports, … (15 more).
        Correct the name, or remove the field: the API server would silently drop it.",
      ]
    `);
  });

  test('knows required fields, types and values', () => {
    expect(places(deployment({ containers: [{ image: 'x' }] }))).toEqual([
      'ESP7202 Deployment store spec.template.spec.containers[0].name',
    ]);
    expect(places(deployment({ terminationGracePeriodSeconds: '30' }))).toEqual([
      'ESP7202 Deployment store spec.template.spec.terminationGracePeriodSeconds',
    ]);
    expect(places(deployment({ terminationGracePeriodSeconds: 1.5 }))).toHaveLength(1);
    expect(places(deployment({ restartPolicy: 'Sometimes' }))).toEqual([
      'ESP7202 Deployment store spec.template.spec.restartPolicy',
    ]);
  });

  test('is that of the cluster', () => {
    const traffic = object('v1', 'Service', { spec: { ports: [{ port: 80 }], trafficDistribution: 'PreferClose' } });
    expect(places(traffic, '1.29')).toEqual(['ESP7202 Service store spec.trafficDistribution']);
    expect(places(traffic, '1.35')).toEqual([]);
  });

  test('leaves kinds of CRDs to what knows them', () => {
    expect(problems(object('example.com/v1', 'Anything', { spec: { anything: 1 } }))).toEqual([]);
    expect(problems(object('gateway.networking.k8s.io/v1', 'HTTPRoute'))).toEqual([]);
  });
});

describe('an API version that the cluster does not serve', () => {
  test.each([
    ['policy/v1beta1', 'PodDisruptionBudget', 'PodDisruptionBudget is served as policy/v1.'],
    ['batch/v1beta1', 'CronJob', 'CronJob is served as batch/v1.'],
    ['extensions/v1beta1', 'Ingress', 'Ingress is served as networking.k8s.io/v1.'],
    [
      'autoscaling/v2beta2',
      'HorizontalPodAutoscaler',
      'HorizontalPodAutoscaler is served as autoscaling/v1, autoscaling/v2.',
    ],
    ['v1', 'Deployment', 'Deployment is served as apps/v1.'],
    ['v1', 'Depolyment', 'A kind that the API server serves.'],
  ])('%s %s', (apiVersion, kind, expected) => {
    const [problem, ...others] = objectProblems([{ object: object(apiVersion, kind), file }], '1.35');
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: 'ESP7203', expected });
  });

  test('served by one minor and not by the next', () => {
    const policy = object(
      'admissionregistration.k8s.io/v1beta1',
      'ValidatingAdmissionPolicy',
      {},
      { namespace: undefined },
    );
    expect(places(policy, '1.33')).toEqual([]);
    expect(places(policy, '1.34')).toEqual(['ESP7203 ValidatingAdmissionPolicy store apiVersion']);
  });
});

test.each([
  ['v1', 'ConfigMap', 'Store', false],
  ['v1', 'ConfigMap', 'store.v1', true],
  ['v1', 'ConfigMap', 'a'.repeat(254), false],
  ['v1', 'Service', '1store', false],
  ['v1', 'Service', 'store.v1', false],
  ['batch/v1', 'CronJob', 'a'.repeat(53), false],
  ['rbac.authorization.k8s.io/v1', 'Role', 'system:Store', true],
  ['rbac.authorization.k8s.io/v1', 'Role', 'a/b', false],
] as const)('%s %s called %s: %j', (apiVersion, kind, name, isValid) => {
  const codes = objectProblems([{ object: object(apiVersion, kind, {}, { name }), file }], '1.35').map(
    ({ code }) => code,
  );
  expect(codes.includes('ESP7204')).toBe(!isValid);
});

describe('labels and annotations', () => {
  test.each([
    ['a label with a space in its value', { labels: { app: 'a b' } }, 'metadata.labels.app'],
    ['a label with a value of 64 characters', { labels: { app: 'a'.repeat(64) } }, 'metadata.labels.app'],
    ['a label with a number for a value', { labels: { app: 1 } }, 'metadata.labels.app'],
    ['a label with two slashes in its key', { labels: { 'a/b/c': 'x' } }, 'metadata.labels["a/b/c"]'],
    [
      'a label with capitals in its prefix',
      { labels: { 'Example.com/app': 'x' } },
      'metadata.labels["Example.com/app"]',
    ],
    ['an annotation with a space in its key', { annotations: { 'a b': 'x' } }, 'metadata.annotations["a b"]'],
    ['an annotation with a boolean for a value', { annotations: { size: true } }, 'metadata.annotations.size'],
    ['annotations of more than 256 KiB', { annotations: { big: 'x'.repeat(262_145) } }, 'metadata.annotations'],
  ])('%s', (_, metadata, path) => {
    expect(places(object('v1', 'ConfigMap', {}, metadata))).toContain(`ESP7205 ConfigMap store ${path}`);
  });

  test('that are right', () => {
    const metadata = {
      labels: { 'example.com/App_1': '', app: 'A.b-c_1' },
      annotations: { 'Example.com/x': 'anything, at all' },
    };
    expect(problems(object('v1', 'ConfigMap', {}, metadata))).toEqual([]);
  });

  test('of templates, and those that are selected by', () => {
    expect(places(deployment({ nodeSelector: { 'a b': 'x' } }, { labels: { app: 'a b' } }))).toEqual([
      'ESP7205 Deployment store spec.template.metadata.labels.app',
      'ESP7205 Deployment store spec.template.spec.nodeSelector["a b"]',
    ]);
    const service = object('v1', 'Service', { spec: { selector: { app: 'a b' }, ports: [{ port: 80 }] } });
    expect(places(service)).toEqual(['ESP7205 Service store spec.selector.app']);
  });
});

describe('ports', () => {
  const ports = (...all: readonly object[]): KubernetesObject => object('v1', 'Service', { spec: { ports: all } });
  const pod = (...all: readonly object[]): KubernetesObject =>
    deployment({ containers: [{ ...container, ports: all }] });

  test.each([
    [pod({ containerPort: 70_000 }), ['spec.template.spec.containers[0].ports[0].containerPort']],
    [pod({ containerPort: 80, name: 'HTTP' }), ['spec.template.spec.containers[0].ports[0].name']],
    [pod({ containerPort: 80, name: 'a-very-long-name' }), ['spec.template.spec.containers[0].ports[0].name']],
    [
      pod({ containerPort: 80, name: 'a' }, { containerPort: 81, name: 'a' }),
      ['spec.template.spec.containers[0].ports[1].name'],
    ],
    [ports({ port: 0 }), ['spec.ports[0].port']],
    [ports({ port: 80, targetPort: 'Web' }), ['spec.ports[0].targetPort']],
    [ports({ port: 80 }, { port: 81, name: 'b' }), ['spec.ports[0].name']],
    [ports({ port: 80, name: 'a' }, { port: 81, name: 'a' }), ['spec.ports[1].name']],
    [ports({ port: 80, name: 'a-name-longer-than-15', targetPort: 'web' }), []],
  ])('%#', (given, expected) => {
    expect(places(given)).toEqual(expected.map((path) => `ESP7206 ${given.kind} store ${path}`));
  });
});
