import { expect, test } from 'vitest';
import { resolve, type AddonDefinition, type AppDefinition, type Definitions } from '../src/index.ts';
import { definitions, examplesAddons, located, smallApp } from './definitions.ts';

const defaults = definitions();

function platform(change: Partial<Definitions['platform']['value']>): Partial<Definitions> {
  return { platform: { ...defaults.platform, value: { ...defaults.platform.value, ...change } } };
}

/** The cluster of staging alone, with some keys replaced. */
function staging(change: Partial<Definitions['clusters'][string]['value']>): Partial<Definitions> {
  const { staging: cluster } = defaults.clusters;
  if (cluster === undefined) throw new Error('no staging');
  return { clusters: { ...defaults.clusters, staging: { ...cluster, value: { ...cluster.value, ...change } } } };
}

function addons(...more: readonly AddonDefinition[]): Partial<Definitions> {
  return staging({ addons: [...examplesAddons, ...more] });
}

function shop(change: Partial<AppDefinition>, more: Definitions['apps'] = {}): Partial<Definitions> {
  return { apps: { shop: located('shop', { ...smallApp, ...change }, ['staging']), ...more } };
}

const { accounts } = defaults.platform.value;
const cluster = 'apps/platform/clusters/staging/cluster.ts';
const resources = { cpu: '1', memory: '1Gi' };
const other: AddonDefinition = { name: 'other', namespace: 'other' };

test.each<[string, Partial<Definitions>, string]>([
  [
    'no account holds the registry',
    platform({ accounts: { ...accounts, shared: { id: '111111111111' } } }),
    'ESP2101 apps/platform/platform.ts accounts',
  ],
  [
    'two accounts have one id',
    platform({ accounts: { ...accounts, staging: { id: '333333333333' } } }),
    'ESP2102 apps/platform/platform.ts accounts.production.id',
  ],
  [
    'an app is served where no addon serves it',
    { ...shop({ ingress: { host: 'shop.acme.dev' } }), ...staging({ addons: [] }) },
    'ESP2208 apps/shop/app.ts ingress',
  ],
  [
    'an app sends traces where no addon receives them',
    { ...shop({ traces: true }), ...staging({ addons: [] }) },
    'ESP2209 apps/shop/app.ts traces',
  ],
  [
    'an app asks for a GPU on nodes without one',
    shop({ container: { ...smallApp.container, resources: { ...resources, gpus: 1 } } }),
    'ESP2210 apps/shop/app.ts container.resources.gpus',
  ],
  [
    'an app uses a need that its owner does not have',
    shop(
      { needs: { orders: { kind: 'table', key: 'id', ownedBy: 'cart' } } },
      { cart: located('cart', { ...smallApp, needs: { carts: { kind: 'table', key: 'id' } } }, ['staging']) },
    ),
    'ESP2214 apps/shop/app.ts needs.orders.ownedBy',
  ],
  [
    'an app uses a need of an app that has none',
    shop(
      { needs: { orders: { kind: 'table', key: 'id', ownedBy: 'cart' } } },
      { cart: located('cart', smallApp, ['staging']) },
    ),
    'ESP2214 apps/shop/app.ts needs.orders.ownedBy',
  ],
  [
    'nodes are said to have GPUs, but have none',
    staging({ nodeGroups: { general: { instanceTypes: ['m7i.large'], size: { min: 1, max: 3 }, gpu: true } } }),
    `ESP2232 ${cluster} nodeGroups.general.instanceTypes`,
  ],
  [
    'two addons wait for each other',
    addons(
      { ...other, requires: [{ addon: 'third' }] },
      { name: 'third', namespace: 'third', requires: [{ addon: 'other' }] },
    ),
    `ESP2302 ${cluster} addons`,
  ],
  [
    'an addon requires one that is not there',
    addons({ ...other, requires: [{ addon: 'absent' }] }),
    `ESP2305 ${cluster} addons[3].requires[0]`,
  ],
  [
    'an addon requires CRDs that are not there',
    addons({ ...other, requires: [{ crdGroup: 'absent.example.com' }] }),
    `ESP2305 ${cluster} addons[3].requires[0]`,
  ],
  [
    'an addon has an endpoint on a workload that is not there',
    addons({ ...other, provides: { endpoints: { http: { service: 'other', workload: 'absent', port: 'http' } } } }),
    `ESP2306 ${cluster} addons[3].provides.endpoints.http`,
  ],
  [
    'a version is pinned for a chart that no cluster installs',
    { chartVersions: { file: 'apps/platform/charts.yaml', value: { everywhere: { absent: '1.0.0' } } } },
    'ESP2310 apps/platform/charts.yaml everywhere.absent',
  ],
])('%s', (_, parts, expected) => {
  const places = resolve(definitions(parts)).problems.map(({ code, file, path }) => `${code} ${file} ${path}`);
  expect(places).toContain(expected);
});
