import { afterAll, beforeAll, expect, test } from 'vitest';
import { app, clusterWithMoreNodes, environmentWithOneNat, release, Workspace } from './workspace.ts';

let workspace: Workspace;

beforeAll(() => {
  workspace = new Workspace();
});

afterAll(() => {
  workspace.remove();
});

/** Clusters whose render, and stacks whose plan, the last commit reaches. */
function affected(): Readonly<Record<'render' | 'plan', readonly string[]>> {
  const output = workspace.nx(
    ...['show', 'projects', '--affected', '--base=HEAD~1', '--head=HEAD', '--with-target=render,plan', '--json'],
  );
  const projects = JSON.parse(output.slice(output.indexOf('['))) as readonly string[];
  const isStack = (project: string): boolean => /^(account|cluster|environment)-/.test(project);
  return {
    render: projects.filter((project) => project !== 'platform' && !isStack(project)).sort(),
    plan: projects.filter(isStack).sort(),
  };
}

const both = ['production', 'staging'];
const ofProduction = ['cluster-production', 'environment-production'];
const ofStaging = ['cluster-staging', 'environment-staging'];
const ofEither = ['cluster-production', 'cluster-staging', 'environment-production', 'environment-staging'];
/** The account holds the registry, with a repository for each app. */
const every = ['account-one', ...ofEither];

// One history, each change on top of the last, so that the base of every row is real.
test.each<[string, Readonly<Record<string, string | undefined>>, readonly string[], readonly string[]]>([
  ["an app's definition", { 'apps/shop/app.ts': app('2') }, both, every],
  ['a release edited', { 'apps/shop/releases/production.yaml': release('2') }, ['production'], ofProduction],
  ['a release added', { 'apps/cart/releases/production.yaml': release('1') }, ['production'], ofProduction],
  ['a release deleted', { 'apps/cart/releases/production.yaml': undefined }, ['production'], ofProduction],
  [
    'the definition of an app that production does not have',
    { 'apps/cart/app.ts': app('2') },
    ['staging'],
    ['account-one', ...ofStaging],
  ],
  [
    'an app added, released in staging',
    { 'apps/pay/app.ts': app('1'), 'apps/pay/releases/staging.yaml': release('1') },
    ['staging'],
    ['account-one', ...ofStaging],
  ],
  ['an app deleted', { 'apps/pay': undefined }, both, every],
  [
    'an app renamed',
    { 'apps/cart': undefined, 'apps/basket/app.ts': app('2'), 'apps/basket/releases/staging.yaml': release('1') },
    both,
    every,
  ],
  ['the projection', { 'packages/kubernetes/src/added.ts': 'export {};\n' }, both, []],
  ['the plugin', { 'packages/nx/src/added.ts': 'export {};\n' }, both, []],
  ['the cloud layer', { 'packages/cloud/src/added.ts': 'export {};\n' }, both, every],
  ['the platform', { 'apps/platform/added.ts': 'export {};\n' }, both, every],
  ['an environment', { 'apps/platform/environments/staging.ts': environmentWithOneNat }, ['staging'], ofStaging],
  ['a cluster', { 'apps/platform/clusters/production/cluster.ts': clusterWithMoreNodes }, ['production'], ofProduction],
  ['settings of a stack', { 'apps/cloud/stacks/Pulumi.cluster-staging.yaml': 'config: {}\n' }, [], ['cluster-staging']],
  ["an app's own program", { 'apps/basket/cloud.ts': 'export default () => {};\n' }, ['staging'], ofStaging],
  ['values of every cluster', { 'manifests/values/loki.yaml': '{}\n' }, both, []],
  ['values of one cluster', { 'manifests/values/staging/loki.yaml': '{}\n' }, ['staging'], []],
  ['an alert rule deleted', { 'manifests/alerts/shop.yaml': undefined }, both, []],
  ['what was rendered', { 'clusters/production/shop/service-shop.yaml': 'kind: Service\n' }, [], []],
  ['a page of prose', { 'README.md': '# Smaller\n' }, [], []],
])('%s', (name, change, clusters, stacks) => {
  workspace.write(change);
  workspace.commit(name);
  expect(affected()).toEqual({ render: clusters, plan: stacks });
});
