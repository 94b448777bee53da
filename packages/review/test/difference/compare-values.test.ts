import type { Json } from '@espalier/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareValues } from '../../src/difference/index.ts';

function pod(container: object): Json {
  return { spec: { template: { spec: { containers: [{ name: 'app', ...container }, { name: 'proxy' }] } } } } as Json;
}

/** Paths of what changed, with `~` in front of noise. */
function found(before: Json, after: Json): readonly string[] {
  const { fields, noise } = compareValues(before, after);
  return [
    ...fields.map(({ path, isReordered }) => `${path}${isReordered === true ? ' reordered' : ''}`),
    ...noise.map(({ kind, path }) => `~${kind} ${path}`),
  ];
}

const containers = 'spec.template.spec.containers';

describe('lists of Kubernetes are matched by their merge keys', () => {
  test('a variable that is inserted first is one change', () => {
    const env = [
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
    ];
    expect(found(pod({ env }), pod({ env: [{ name: 'NEW', value: '0' }, ...env] }))).toEqual([
      `${containers}[app].env[NEW]`,
    ]);
  });

  test('containers in another order are no change', () => {
    const before = { spec: { template: { spec: { containers: [{ name: 'a' }, { name: 'b' }] } } } };
    const after = { spec: { template: { spec: { containers: [{ name: 'b' }, { name: 'a' }] } } } };
    expect(found(before, after)).toEqual([`~order ${containers}`]);
  });

  test('init containers in another order are said', () => {
    const before = { spec: { template: { spec: { initContainers: [{ name: 'a' }, { name: 'b' }] } } } };
    const after = { spec: { template: { spec: { initContainers: [{ name: 'b' }, { name: 'a' }] } } } };
    expect(found(before, after)).toEqual(['spec.template.spec.initContainers reordered']);
  });

  test('variables in another order are said where one uses another', () => {
    const plain = [
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
    ];
    const using = [
      { name: 'A', value: '1' },
      { name: 'B', value: '$(A)' },
    ];
    expect(found(pod({ env: plain }), pod({ env: plain.toReversed() }))).toEqual([`~order ${containers}[app].env`]);
    expect(found(pod({ env: using }), pod({ env: using.toReversed() }))).toEqual([`${containers}[app].env reordered`]);
  });

  test('ports of a container are matched by number and protocol', () => {
    const before = pod({
      ports: [
        { containerPort: 53, protocol: 'UDP', name: 'dns' },
        { containerPort: 53, protocol: 'TCP' },
      ],
    });
    const after = pod({
      ports: [
        { containerPort: 53, protocol: 'TCP' },
        { containerPort: 53, protocol: 'UDP', name: 'udp' },
      ],
    });
    expect(found(before, after)).toEqual([`${containers}[app].ports[53/UDP].name`, `~order ${containers}[app].ports`]);
  });

  test('paths of an Ingress in another order are said', () => {
    const paths = [
      { path: '/a', pathType: 'Prefix' },
      { path: '/b', pathType: 'Prefix' },
    ];
    const ingress = (list: Json): Json => ({ spec: { rules: [{ host: 'x', http: { paths: list } }] } });
    expect(found(ingress(paths), ingress(paths.toReversed()))).toEqual(['spec.rules[x].http.paths reordered']);
  });

  test('arguments keep their places', () => {
    expect(found(pod({ args: ['--a', '--b'] }), pod({ args: ['--b', '--a'] }))).toEqual([
      `${containers}[app].args reordered`,
    ]);
    expect(found(pod({ args: ['--a', '--b', '--c'] }), pod({ args: ['--a', '--c'] }))).toEqual([
      `${containers}[app].args[]`,
    ]);
  });
});

describe('sets', () => {
  test('rules of RBAC, of a policy and verbs in another order are no change', () => {
    const rules = [
      { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] },
      { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get'] },
    ];
    expect(found({ rules }, { rules: rules.toReversed() })).toEqual(['~order rules']);
    expect(found({ rules }, { rules: [{ ...rules[0], verbs: ['list', 'get'] }, rules[1] ?? null] })).toEqual([
      '~order rules[0].verbs',
    ]);
  });

  test('an item that mostly stays is one change inside of it', () => {
    const toleration = { key: 'gpu', operator: 'Equal', value: 'yes', effect: 'NoSchedule' };
    const before = { spec: { template: { spec: { tolerations: [toleration] } } } };
    const after = { spec: { template: { spec: { tolerations: [{ ...toleration, value: 'no' }] } } } };
    expect(found(before, after)).toEqual(['spec.template.spec.tolerations[0].value']);
  });
});

describe('quantities', () => {
  test.each([
    ['1000m', '1'],
    ['1Gi', '1024Mi'],
    ['0.5', '500m'],
  ])('%s is %s', (one, other) => {
    const before = pod({ resources: { limits: { cpu: one } } });
    expect(found(before, pod({ resources: { limits: { cpu: other } } }))).toEqual([
      `~quantity ${containers}[app].resources.limits.cpu`,
    ]);
  });

  test('only where a field is a quantity', () => {
    expect(found({ data: { size: '1000m' } }, { data: { size: '1' } })).toEqual(['data.size']);
  });
});

describe('documents inside of texts', () => {
  test('JSON in a ConfigMap is compared as data', () => {
    const before = { data: { 'app.json': '{"a":1,"b":2}' } };
    expect(found(before, { data: { 'app.json': '{ "b": 2, "a": 1 }' } })).toEqual(["~formatting data['app.json']"]);
    expect(found(before, { data: { 'app.json': '{"a":1,"b":3}' } })).toEqual(["data['app.json'] (JSON) b"]);
  });

  test('so is YAML, and properties', () => {
    expect(found({ data: { 'a.yaml': 'a: 1\nb:\n- x\n' } }, { data: { 'a.yaml': 'b: [x]\na: 2\n' } })).toEqual([
      "data['a.yaml'] (YAML) a",
    ]);
    expect(
      found({ data: { 'a.properties': 'a=1\nb=2\n' } }, { data: { 'a.properties': '# new\nb = 2\na = 1\n' } }),
    ).toEqual(["~formatting data['a.properties']"]);
  });

  test('policies of IAM are compared statement by statement', () => {
    const policy = (...actions: readonly string[]): Json => ({
      inputs: {
        policy: JSON.stringify({
          Statement: [
            { Sid: 'Read', Effect: 'Allow', Action: actions, Resource: '*' },
            { Sid: 'Other', Effect: 'Allow', Action: 's3:*', Resource: 'x' },
          ],
        }),
      },
    });
    expect(found(policy('s3:GetObject', 's3:ListBucket'), policy('s3:ListBucket', 's3:GetObject'))).toEqual([
      '~order inputs.policy (JSON) Statement[Read].Action',
    ]);
    expect(found(policy('s3:GetObject'), policy('s3:GetObject', 's3:PutObject'))).toEqual([
      'inputs.policy (JSON) Statement[Read].Action[]',
    ]);
  });

  test('plain text stays text', () => {
    expect(found({ data: { motto: 'a: b' } }, { data: { motto: 'a: c' } })).toEqual(['data.motto']);
  });
});

test('labels that repeat the version of a chart are noise', () => {
  const labels = (version: string): Json => ({
    metadata: { labels: { 'helm.sh/chart': `loki-${version}`, app: 'loki' } },
  });
  expect(found(labels('1'), labels('2'))).toEqual(["~version-label metadata.labels['helm.sh/chart']"]);
});

const json = fc.jsonValue({ maxDepth: 4 }).map((value) => value as Json);

test('a value has no difference to itself', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(compareValues(value, structuredClone(value))).toEqual({ fields: [], noise: [] });
    }),
  );
});

test('two values that are not the same are never said to be', () => {
  fc.assert(
    fc.property(json, json, (one, other) => {
      const { fields, noise } = compareValues(one, other);
      const isSame = JSON.stringify(one) === JSON.stringify(other);
      // Keys in another order, and −0, are the same to JSON's readers.
      expect(fields.length + noise.length > 0 || isSame || isSameData(one, other)).toBe(true);
    }),
  );
});

function isSameData(one: Json, other: Json): boolean {
  try {
    expect(JSON.parse(JSON.stringify(one))).toEqual(JSON.parse(JSON.stringify(other)));
    return true;
  } catch {
    return false;
  }
}
