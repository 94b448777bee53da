import type { KubernetesObject } from '@espalier/model';
import { describe, expect, test } from 'vitest';
import { changedClaims, refusedChanges, type Refusal } from '../src/index.ts';

function refused(before: KubernetesObject, after: KubernetesObject, kubernetesVersion = '1.35'): readonly Refusal[] {
  return refusedChanges({ before, after, kubernetesVersion });
}

function object(kind: string, fields: object, annotations?: Record<string, string>): KubernetesObject {
  const metadata = { name: 'store', namespace: 'shop', ...(annotations && { annotations }) };
  return { apiVersion: 'v1', kind, metadata, ...fields };
}

function statefulSet(
  size: string,
  others: { readonly storageClass?: string; readonly spec?: object } = {},
): KubernetesObject {
  const { storageClass = 'gp3', spec = {} } = others;
  return object('StatefulSet', {
    spec: {
      replicas: 2,
      serviceName: 'store',
      selector: { matchLabels: { app: 'store' } },
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: { storageClassName: storageClass, resources: { requests: { storage: size } } },
        },
      ],
      ...spec,
    },
  });
}

describe('a StatefulSet', () => {
  test('whose claims grow: grow each claim, then delete it without its pods', () => {
    expect(refused(statefulSet('10Gi'), statefulSet('20Gi'))).toMatchInlineSnapshot(`
      [
        {
          "after": ""20Gi"",
          "because": "The claims of a StatefulSet cannot be changed through it.",
          "before": ""10Gi"",
          "code": "ESP8001",
          "path": "spec.volumeClaimTemplates[data].spec.resources.requests.storage",
          "steps": [
            "Merge the change; its sync fails until the last step.",
            "Grow each claim: kubectl --namespace shop patch persistentvolumeclaim data-store-0 --patch '{"spec":{"resources":{"requests":{"storage":"20Gi"}}}}', and so for -1, -2, …; its class must have allowVolumeExpansion, and EBS lets a volume change once in six hours.",
            "Delete the StatefulSet without its pods: kubectl delete --namespace shop statefulset/store --cascade=orphan",
            "Argo CD makes it anew at its next try, within three minutes; it adopts the pods and restarts them one by one.",
          ],
        },
      ]
    `);
  });

  test('whose claims shrink: there is no way', () => {
    const [refusal] = refused(statefulSet('20Gi'), statefulSet('10Gi'));
    expect(refusal).toMatchObject({ code: 'ESP8001', before: '"20Gi"', after: '"10Gi"' });
    expect(refusal?.steps[0]).toContain('A volume never shrinks');
  });

  test('whose claims are of another class, or of another number', () => {
    const [refusal] = refused(statefulSet('10Gi'), statefulSet('10Gi', { storageClass: 'io2' }));
    expect(refusal).toMatchObject({ code: 'ESP8001', path: 'spec.volumeClaimTemplates[data]' });
    expect(refusal?.steps.join('\n')).toContain('kubectl delete --namespace shop statefulset/store --cascade=orphan');
    expect(refused(statefulSet('10Gi'), statefulSet('10Gi', { spec: { volumeClaimTemplates: [] } }))).toHaveLength(1);
  });

  test('whose selector, Service or order changes', () => {
    const changes = {
      selector: { matchLabels: { app: 'shop' } },
      serviceName: 'other',
      podManagementPolicy: 'Parallel',
    };
    expect(
      refused(statefulSet('10Gi'), statefulSet('10Gi', { spec: changes })).map(({ code, path }) => [code, path]),
    ).toEqual([
      ['ESP8002', 'spec.serviceName'],
      ['ESP8002', 'spec.selector'],
      ['ESP8002', 'spec.podManagementPolicy'],
    ]);
  });

  test('may scale, roll, and say the same size in other words', () => {
    const spec = { replicas: 5, template: { spec: {} }, minReadySeconds: 10 };
    expect(refused(statefulSet('10Gi'), statefulSet('10240Mi', { spec }))).toEqual([]);
  });

  test('keeps another number of revisions from Kubernetes 1.33 on', () => {
    const change = [statefulSet('1Gi'), statefulSet('1Gi', { spec: { revisionHistoryLimit: 3 } })] as const;
    expect(refused(...change, '1.32')).toMatchObject([{ code: 'ESP8002', path: 'spec.revisionHistoryLimit' }]);
    expect(refused(...change, '1.33')).toEqual([]);
  });
});

describe.each([
  [
    'Deployment',
    'spec.selector',
    { spec: { selector: { matchLabels: { a: '1' } } } },
    { spec: { selector: { matchLabels: { a: '2' } } } },
  ],
  [
    'DaemonSet',
    'spec.selector',
    { spec: { selector: { matchLabels: { a: '1' } } } },
    { spec: { selector: { matchLabels: { a: '2' } } } },
  ],
  ['Job', 'spec.template', { spec: { template: { spec: { a: 1 } } } }, { spec: { template: { spec: { a: 2 } } } }],
  ['StorageClass', 'parameters', { parameters: { type: 'gp2' } }, { parameters: { type: 'gp3' } }],
  ['StorageClass', 'volumeBindingMode', {}, { volumeBindingMode: 'Immediate' }],
  [
    'PersistentVolumeClaim',
    'spec.storageClassName',
    { spec: { storageClassName: 'gp2' } },
    { spec: { storageClassName: 'gp3' } },
  ],
  ['RoleBinding', 'roleRef', { roleRef: { name: 'view' } }, { roleRef: { name: 'edit' } }],
  ['PriorityClass', 'value', { value: 1 }, { value: 2 }],
  ['IngressClass', 'spec.controller', { spec: { controller: 'a' } }, { spec: { controller: 'b' } }],
  ['Secret', 'type', { type: 'Opaque' }, { type: 'kubernetes.io/tls' }],
  ['VolumeAttributesClass', 'parameters', { parameters: { iops: '1' } }, { parameters: { iops: '2' } }],
  ['RuntimeClass', 'handler', { handler: 'runc' }, { handler: 'gvisor' }],
  ['CSIDriver', 'spec.attachRequired', {}, { spec: { attachRequired: false } }],
  ['EndpointSlice', 'addressType', { addressType: 'IPv4' }, { addressType: 'IPv6' }],
  [
    'PersistentVolume',
    'spec.csi',
    { spec: { csi: { volumeHandle: 'vol-1' } } },
    { spec: { csi: { volumeHandle: 'vol-2' } } },
  ],
  ['CustomResourceDefinition', 'spec.scope', { spec: { scope: 'Namespaced' } }, { spec: { scope: 'Cluster' } }],
  [
    'CustomResourceDefinition',
    'spec.names.kind',
    { spec: { names: { kind: 'Shop' } } },
    { spec: { names: { kind: 'Store' } } },
  ],
  ['Job', 'spec.successPolicy', {}, { spec: { successPolicy: { rules: [{ succeededCount: 1 }] } } }],
  ['Job', 'spec.backoffLimitPerIndex', { spec: { backoffLimitPerIndex: 1 } }, { spec: { backoffLimitPerIndex: 2 } }],
  ['Pod', 'spec.nodeName', { spec: { nodeName: 'a' } }, { spec: { nodeName: 'b' } }],
  [
    'Pod',
    'spec.containers',
    { spec: { containers: [{ name: 'a', image: 'a:1' }] } },
    { spec: { containers: [{ name: 'a', image: 'a:1', command: ['b'] }] } },
  ],
] as const)('%s: %s', (kind, path, before, after) => {
  test('is fixed', () => {
    expect(refused(object(kind, before), object(kind, after))).toMatchObject([{ code: 'ESP8003', path }]);
    expect(refused(object(kind, before), object(kind, before))).toEqual([]);
  });

  test('unless Argo CD deletes the object first', () => {
    const forced = { 'argocd.argoproj.io/sync-options': 'Force=true,Replace=true' };
    expect(refused(object(kind, before), object(kind, after, forced))).toEqual([]);
    const halfForced = { 'argocd.argoproj.io/sync-options': 'Replace=true' };
    expect(refused(object(kind, before), object(kind, after, halfForced))).toHaveLength(1);
  });
});

describe('a claim', () => {
  const claim = (storage: string): KubernetesObject =>
    object('PersistentVolumeClaim', { spec: { resources: { requests: { storage } } } });

  test('grows and never shrinks', () => {
    expect(refused(claim('1Gi'), claim('2Gi'))).toEqual([]);
    expect(refused(claim('2Gi'), claim('1Gi'))).toMatchObject([{ code: 'ESP8004' }]);
  });
});

describe('a Service', () => {
  const service = (clusterIP?: string, type?: string): KubernetesObject =>
    object('Service', { spec: { ...(clusterIP && { clusterIP }), ...(type && { type }) } });

  test.each([
    ['becomes headless', service(), service('None'), ['ESP8005']],
    ['is no longer headless', service('None'), service(), ['ESP8005']],
    ['gets another address', service('10.0.0.1'), service('10.0.0.2'), ['ESP8005']],
    ['no longer names its address, and keeps it', service('10.0.0.1'), service(), []],
    ['becomes an ExternalName', service('None'), service(undefined, 'ExternalName'), []],
    ['stays as it is', service(), service(), []],
  ])('that %s', (_, before, after, codes) => {
    expect(refused(before, after).map(({ code }) => code)).toEqual(codes);
  });
});

describe('what may change', () => {
  test.each([
    ['Pod', { containers: [{ name: 'a', image: 'a:1' }] }, { containers: [{ name: 'a', image: 'a:2' }] }],
    ['Pod', { activeDeadlineSeconds: 20 }, { activeDeadlineSeconds: 10 }],
    ['Job', { parallelism: 1 }, { parallelism: 2, suspend: true }],
    [
      'Job',
      { completionMode: 'Indexed', completions: 2, parallelism: 2 },
      { completionMode: 'Indexed', completions: 3, parallelism: 3 },
    ],
    [
      'Job',
      { suspend: true, template: { spec: { nodeSelector: { a: '1' }, restartPolicy: 'Never' } } },
      { suspend: false, template: { spec: { nodeSelector: { a: '2' }, restartPolicy: 'Never' } } },
    ],
    ['CSIDriver', {}, { attachRequired: true, podInfoOnMount: true }],
    ['PersistentVolume', { capacity: { storage: '1Gi' } }, { capacity: { storage: '2Gi' }, volumeMode: 'Filesystem' }],
    ['CustomResourceDefinition', { names: { kind: 'Shop' } }, { names: { kind: 'Shop', shortNames: ['s'] } }],
  ])('%s from %j to %j', (kind, before, after) => {
    expect(refused(object(kind, { spec: before }), object(kind, { spec: after }))).toEqual([]);
  });
});

describe('a load balancer', () => {
  const service = (fields: object, type = 'LoadBalancer'): KubernetesObject =>
    object('Service', { spec: { type, ...fields } });

  test.each([
    ['another class', { loadBalancerClass: 'a' }, { loadBalancerClass: 'b' }, ['spec.loadBalancerClass']],
    ['a class later', {}, { loadBalancerClass: 'b' }, ['spec.loadBalancerClass']],
    ['another port of its check', { healthCheckNodePort: 1 }, { healthCheckNodePort: 2 }, ['spec.healthCheckNodePort']],
    ['another first family', { ipFamilies: ['IPv4', 'IPv6'] }, { ipFamilies: ['IPv6', 'IPv4'] }, ['spec.ipFamilies']],
    ['a second family', { ipFamilies: ['IPv4'] }, { ipFamilies: ['IPv4', 'IPv6'] }, []],
    ['a port that the API server chose', {}, { healthCheckNodePort: 2 }, []],
  ])('gets %s', (_, before, after, paths) => {
    expect(refused(service(before), service(after)).map(({ path }) => path)).toEqual(paths);
  });

  test('gets its class when it becomes one', () => {
    expect(refused(service({}, 'ClusterIP'), service({ loadBalancerClass: 'a' }))).toEqual([]);
  });
});

test('what was made immutable stays so, with its data', () => {
  const config = (data: object, immutable = true): KubernetesObject => object('ConfigMap', { data, immutable });
  expect(refused(config({ a: '1' }), config({ a: '2' })).map(({ path }) => path)).toEqual(['data']);
  expect(refused(config({ a: '1' }), config({ a: '1' }, false)).map(({ path }) => path)).toEqual(['immutable']);
  expect(refused(config({ a: '1' }, false), config({ a: '2' }, false))).toEqual([]);
});

describe('a volume claim in Helm values', () => {
  const changed = (before: unknown, after: unknown): readonly Refusal[] =>
    changedClaims({ before, after, namespace: 'monitoring' });
  const persistence = (fields: object) => ({ singleBinary: { persistence: { size: '10Gi', ...fields } } });
  const template = (storage: string) => ({
    storageSpec: { volumeClaimTemplate: { spec: { resources: { requests: { storage } } } } },
  });

  test('that grows: which claims, and what a StatefulSet needs besides', () => {
    const [found, ...others] = changed(persistence({}), persistence({ size: '20Gi' }));
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      code: 'ESP8007',
      path: 'singleBinary.persistence',
      before: 'size "10Gi"',
      after: 'size "20Gi"',
    });
    expect(found?.steps.join('\n')).toContain('kubectl --namespace monitoring get statefulset,persistentvolumeclaim');
    expect(found?.steps.join('\n')).toContain('"storage":"20Gi"');
  });

  test('in the words of Kubernetes', () => {
    expect(changed(template('50Gi'), template('60Gi'))).toMatchObject([
      { path: 'storageSpec.volumeClaimTemplate.spec', before: 'size "50Gi"', after: 'size "60Gi"' },
    ]);
  });

  test.each([
    ['shrinks', { size: '5Gi' }],
    ['has another class', { storageClass: 'io2' }],
    ['is shared', { accessModes: ['ReadWriteMany'] }],
  ])('that %s: take it back', (_, fields) => {
    const [found] = changed(persistence({}), persistence(fields));
    expect(found?.steps[0]).toContain('Take the change back');
  });

  test.each([
    ['prometheus.prometheusSpec', 'storageSpec'],
    ['alertmanager.alertmanagerSpec', 'storage'],
    ['thanosRuler.thanosRulerSpec', 'storage'],
  ])('of %s: the operator deletes the StatefulSet, and pauses', (spec, field) => {
    const [key = '', inner = ''] = spec.split('.');
    const of = (size: string): object => ({
      [key]: { [inner]: { [field]: Object.values(template(size))[0] } },
    });
    const [found] = changed(of('50Gi'), of('60Gi'));
    expect(found?.because).toContain('The operator deletes the StatefulSet and creates it again');
    expect(found?.steps[0]).toContain(`Set ${spec}.paused: true`);
    expect(found?.steps[3]).toContain('--cascade=orphan');
    expect(found?.steps[4]).toContain(`Take ${spec}.paused out again`);
    expect(changed(of('60Gi'), of('50Gi'))[0]?.steps[0]).toContain('Take the change back');
  });

  test('is the same in another unit, and sizes of other things are no claims', () => {
    expect(changed(persistence({}), persistence({ size: '10240Mi' }))).toEqual([]);
    expect(changed({ queue: { size: 10 } }, { queue: { size: 20 } })).toEqual([]);
    expect(changed(persistence({}), {})).toEqual([]);
  });
});
