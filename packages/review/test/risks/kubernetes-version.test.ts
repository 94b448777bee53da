import { describe, expect, test } from 'vitest';
import { found, planned, type Tree } from './found.ts';

const resource = (type: string, inputs: object): Tree => ({
  'clusters/production/cloud/riven/it.yaml': planned(type, inputs),
});
const database = 'aws:rds/instance:Instance';
const addon = 'aws:eks/addon:Addon';

describe('ESP8117', () => {
  test('a control plane goes to the next minor, before its nodes', () => {
    const [risk] = found(
      'ESP8117',
      resource('eks:index:Cluster', { version: '1.35', name: 'riven-production' }),
      resource('eks:index:Cluster', { version: '1.36', name: 'riven-production' }),
    );
    expect(risk).toMatchObject({
      severity: 'high',
      effect: 'The control plane of eks.Cluster orders goes from Kubernetes 1.35 to 1.36, and not back.',
    });
    expect(risk?.steps).toContain(
      "The control plane alone, with stillAt: { managedAddons: '1.35', nodes: '1.35' }: npx nx up cluster-production",
    );
  });

  test.each([
    [
      addon,
      { addonName: 'x', addonVersion: 'v1.9.0-eksbuild.1' },
      { addonName: 'x', addonVersion: 'v2.0.0-eksbuild.1' },
    ],
    [database, { engine: 'postgres', engineVersion: '16.4' }, { engine: 'postgres', engineVersion: '17.5' }],
    [database, { engine: 'mysql', engineVersion: '8.0.40' }, { engine: 'mysql', engineVersion: '8.4.3' }],
  ])('%s from %j to %j', (type, before, after) => {
    expect(found('ESP8117', resource(type, before), resource(type, after))).toHaveLength(1);
  });

  test.each([
    [addon, { addonVersion: 'v1.22.4-eksbuild.3' }, { addonVersion: 'v1.23.0-eksbuild.1' }],
    [database, { engine: 'postgres', engineVersion: '17' }, { engine: 'postgres', engineVersion: '17.5' }],
    [database, { engine: 'mysql', engineVersion: '8.0.40' }, { engine: 'mysql', engineVersion: '8.0.41' }],
    // AWS refuses these: ESP8105.
    ['eks:index:Cluster', { version: '1.35' }, { version: '1.37' }],
    ['eks:index:Cluster', { version: '1.35' }, { version: '1.34' }],
  ])('%s from %j to %j is none', (type, before, after) => {
    expect(found('ESP8117', resource(type, before), resource(type, after))).toEqual([]);
  });
});
