import { afterAll, beforeAll, expect, test } from 'vitest';
import { app, clusterWithMoreNodes, release, Workspace } from './workspace.ts';

let workspace: Workspace;

beforeAll(() => {
  workspace = new Workspace();
});

afterAll(() => {
  workspace.remove();
});

/** Clusters whose render the last commit reaches. */
function affectedClusters(): readonly string[] {
  const output = workspace.nx(
    ...['show', 'projects', '--affected', '--base=HEAD~1', '--head=HEAD', '--with-target=render', '--json'],
  );
  const projects = JSON.parse(output.slice(output.indexOf('['))) as readonly string[];
  return projects.filter((project) => project !== 'platform').sort();
}

const both = ['production', 'staging'];

// One history, each change on top of the last, so that the base of every row is real.
test.each<[string, Readonly<Record<string, string | undefined>>, readonly string[]]>([
  ["an app's definition", { 'apps/shop/app.ts': app('2') }, both],
  ['a release edited', { 'apps/shop/releases/production.yaml': release('2') }, ['production']],
  ['a release added', { 'apps/cart/releases/production.yaml': release('1') }, ['production']],
  ['a release deleted', { 'apps/cart/releases/production.yaml': undefined }, ['production']],
  ['the definition of an app that production does not have', { 'apps/cart/app.ts': app('2') }, ['staging']],
  [
    'an app added, released in staging',
    { 'apps/pay/app.ts': app('1'), 'apps/pay/releases/staging.yaml': release('1') },
    ['staging'],
  ],
  ['an app deleted', { 'apps/pay': undefined }, both],
  [
    'an app renamed',
    { 'apps/cart': undefined, 'apps/basket/app.ts': app('2'), 'apps/basket/releases/staging.yaml': release('1') },
    both,
  ],
  ['the projection', { 'packages/kubernetes/src/added.ts': 'export {};\n' }, both],
  ['the plugin', { 'packages/nx/src/added.ts': 'export {};\n' }, both],
  ['the platform', { 'apps/platform/added.ts': 'export {};\n' }, both],
  ['an environment', { 'apps/platform/environments/added.ts': 'export {};\n' }, both],
  ['a cluster', { 'apps/platform/clusters/production/cluster.ts': clusterWithMoreNodes }, ['production']],
  ['values of every cluster', { 'manifests/values/loki.yaml': '{}\n' }, both],
  ['values of one cluster', { 'manifests/values/staging/loki.yaml': '{}\n' }, ['staging']],
  ['an alert rule deleted', { 'manifests/alerts/shop.yaml': undefined }, both],
  ['what was rendered', { 'clusters/production/shop/service-shop.yaml': 'kind: Service\n' }, []],
  ['a page of prose', { 'README.md': '# Smaller\n' }, []],
])('%s', (name, change, expected) => {
  workspace.write(change);
  workspace.commit(name);
  expect(affectedClusters()).toEqual(expected);
});
