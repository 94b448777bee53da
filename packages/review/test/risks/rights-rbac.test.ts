import { describe, expect, test } from 'vitest';
import { found, object, type Tree } from './found.ts';

const group = 'rbac.authorization.k8s.io/v1';
const at = (kind: string, fields: object, metadata: object = {}): Tree => ({
  [`clusters/production/shop/${kind.toLowerCase()}-shop.yaml`]: object(
    group,
    kind,
    fields,
    kind.startsWith('Cluster') ? { namespace: undefined, ...metadata } : metadata,
  ),
});
const subjects = [{ kind: 'ServiceAccount', name: 'shop', namespace: 'shop' }];
const binding = (kind: string, name: string): Tree => at('RoleBinding', { roleRef: { kind, name }, subjects });
const rule = (verb: string, resource: string): object => ({ apiGroups: [''], resources: [resource], verbs: [verb] });
const severities = (before: Tree, after: Tree): readonly string[] =>
  found('ESP8110', before, after).map(({ severity }) => severity);

describe('a new binding', () => {
  test.each([
    ['ClusterRole', 'cluster-admin', 'high'],
    ['ClusterRole', 'admin', 'high'],
    ['ClusterRole', 'edit', 'high'],
    ['ClusterRole', 'system:node', 'high'],
    ['ClusterRole', 'not-in-the-tree', 'high'],
    ['ClusterRole', 'view', 'low'],
    ['Role', 'not-in-the-tree', 'low'],
  ])('%s %s: %s', (kind, name, severity) => {
    expect(severities({}, binding(kind, name))).toEqual([severity]);
  });

  test('of a role whose rules the tree has', () => {
    const secrets = at('Role', { rules: [rule('get', 'secrets')] });
    const maps = at('Role', { rules: [rule('get', 'configmaps')] });
    expect(severities(secrets, { ...secrets, ...binding('Role', 'shop') })).toEqual(['high']);
    expect(severities(maps, { ...maps, ...binding('Role', 'shop') })).toEqual(['low']);
    expect(severities({}, { ...secrets, ...binding('Role', 'shop') })).toEqual(['high', 'high']);
    const everywhere = at('ClusterRole', { rules: [rule('get', 'configmaps')] });
    expect(severities(everywhere, { ...everywhere, ...binding('ClusterRole', 'shop') })).toEqual(['low']);
  });
});

test('a binding gives another role', () => {
  const maps = at('ClusterRole', { rules: [rule('get', 'configmaps')] });
  expect(
    found('ESP8110', { ...maps, ...binding('ClusterRole', 'view') }, { ...maps, ...binding('ClusterRole', 'shop') }),
  ).toMatchObject([
    {
      severity: 'medium',
      path: 'roleRef',
      effect: 'ServiceAccount shop/shop gets the rights of ClusterRole shop in place of ClusterRole view.',
    },
  ]);
  expect(severities(binding('ClusterRole', 'view'), binding('ClusterRole', 'cluster-admin'))).toEqual(['high']);
});

describe('roles that pass on their rights', () => {
  const labelled = (resource: string, value?: string): Tree =>
    at(
      'ClusterRole',
      { rules: [rule('get', resource)] },
      { labels: { app: 'shop', ...(value && { 'rbac.authorization.k8s.io/aggregate-to-view': value }) } },
    );

  test('a label', () => {
    expect(found('ESP8110', labelled('secrets'), labelled('secrets', 'true'))).toMatchObject([
      {
        severity: 'high',
        path: 'metadata.labels',
        effect: 'Whoever has the ClusterRole view gets the rights of ClusterRole shop as well.',
      },
    ]);
    expect(severities(labelled('configmaps'), labelled('configmaps', 'true'))).toEqual(['medium']);
    expect(severities(labelled('secrets'), labelled('secrets', 'false'))).toEqual([]);
    expect(severities(labelled('secrets', 'true'), labelled('secrets'))).toEqual([]);
  });

  test('an aggregation rule', () => {
    const matchLabels = { passed: 'on' };
    const role = (fields: object): Tree => at('ClusterRole', { rules: [], ...fields });
    const aggregating = role({ aggregationRule: { clusterRoleSelectors: [{ matchLabels }] } });
    const other = (resource: string): Tree => ({
      'clusters/production/shop/clusterrole-other.yaml': object(
        group,
        'ClusterRole',
        { rules: [rule('get', resource)] },
        { name: 'other', namespace: undefined, labels: matchLabels },
      ),
    });
    expect(severities({ ...role({}), ...other('secrets') }, { ...aggregating, ...other('secrets') })).toEqual(['high']);
    expect(severities({ ...role({}), ...other('pods') }, { ...aggregating, ...other('pods') })).toEqual(['medium']);
    expect(severities(aggregating, role({}))).toEqual([]);
  });
});
