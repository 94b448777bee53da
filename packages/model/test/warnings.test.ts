import { expect, test } from 'vitest';
import {
  formatProblem,
  kubernetesSupport,
  refusalsOf,
  resolve,
  warningsOf,
  type AddonDefinition,
  type ResolvedPlatform,
} from '../src/index.ts';
import { kubernetesVersions } from '../src/schema/cluster.ts';
import { definitions, examplesAddons, located, smallApp } from './definitions.ts';

function staging(addons: readonly AddonDefinition[], kubernetesVersion: string): ResolvedPlatform {
  const { clusters } = definitions();
  const cluster = clusters['staging'];
  if (cluster === undefined) throw new Error('no staging');
  const value = { ...cluster.value, kubernetesVersion, addons: [...examplesAddons, ...addons] };
  const { platform } = resolve(definitions({ clusters: { staging: { ...cluster, value } } }));
  if (platform === undefined) throw new Error('no platform');
  return platform;
}

function warnings(
  today: string,
  addons: readonly AddonDefinition[] = [],
  kubernetesVersion = '1.35',
): readonly string[] {
  return warningsOf(staging(addons, kubernetesVersion), today).map(formatProblem);
}

test('every version that the model accepts is in the calendar', () => {
  expect(Object.keys(kubernetesSupport)).toEqual([...kubernetesVersions]);
});

test('a version in standard support is nothing to warn about until it is about to leave', () => {
  expect(warnings('2026-11-22')).toEqual([]);
  expect(warnings('2027-01-01')).toMatchInlineSnapshot(`
    [
      "ESP2402  apps/platform/clusters/staging/cluster.ts  kubernetesVersion
      Kubernetes 1.35 leaves standard support on 2027-03-27, in 85 days.
      A version in standard support.
      Upgrade to 1.36, one minor at a time: control plane, addons, nodes.",
    ]
  `);
});

test('a version in extended support', () => {
  expect(warnings('2026-11-22', [], '1.33').join()).toContain('has been in extended support since 2026-07-29');
});

test('a version that EKS no longer runs is refused, from the day after its last one', () => {
  const platform = staging([], '1.30');
  expect(refusalsOf(platform, '2026-07-23')).toEqual([]);
  expect(warningsOf(platform, '2026-07-24')).toEqual([]);
  expect(refusalsOf(platform, '2026-07-24').map(formatProblem)).toMatchInlineSnapshot(`
    [
      "ESP2403  apps/platform/clusters/staging/cluster.ts  kubernetesVersion
      EKS has not run Kubernetes 1.30 since 2026-07-23.
      A version in standard support; EKS upgrades others automatically.
      Upgrade to 1.36, one minor at a time: control plane, addons, nodes.",
    ]
  `);
});

test('an environment whose alarms have no receiver', () => {
  const { environments } = definitions();
  const production = environments['production'];
  if (production === undefined) throw new Error('no production');
  const alarms = { emails: [] };
  const { platform } = resolve(
    definitions({
      environments: { ...environments, production: { ...production, value: { ...production.value, alarms } } },
    }),
  );
  if (platform === undefined) throw new Error('no platform');
  expect(warningsOf(platform, '2026-11-22').map(formatProblem)).toMatchInlineSnapshot(`
    [
      "ESP2410  apps/platform/environments/production.ts  alarms.emails
      The alarms of environment 'production' have no receiver.
      At least one address: CloudWatch still reports when Prometheus in a cluster cannot.
      Add alarms: { emails: ['on-call@example.com'] } to the environment.",
    ]
  `);
});

test('an addon whose project has ended, or will', () => {
  const addon: AddonDefinition = {
    name: 'old',
    namespace: 'old',
    lifecycle: { status: 'retired', since: '2026-03-24', source: 'https://example.com/end', instead: 'new()' },
  };
  expect(warnings('2026-11-22', [addon])).toMatchInlineSnapshot(`
    [
      "ESP2401  apps/platform/clusters/staging/cluster.ts  addons
      The project behind 'old' has been retired since 2026-03-24 (https://example.com/end).
      Software that is maintained.
      Use new().",
    ]
  `);
  expect(warnings('2026-01-01', [addon]).join()).toContain('will be retired from 2026-03-24 on');
});

test('a key of an overlay that looks misspelt', () => {
  const { clusters } = definitions();
  const staging = clusters['staging'];
  if (staging === undefined) throw new Error('no staging');
  const addon = { name: 'loki', namespace: 'loki', values: { singleBinary: { replicas: 1 }, host: 'a', server: {} } };
  const overlay = { singleBinray: { replicas: 2 }, hosts: ['b'], servers: {}, gateway: {} };
  const { platform } = resolve(
    definitions({
      clusters: { staging: { ...staging, value: { ...staging.value, addons: [...examplesAddons, addon] } } },
      overlays: [{ file: 'manifests/values/loki.yaml', value: overlay, addon: 'loki', cluster: undefined }],
    }),
  );
  if (platform === undefined) throw new Error('no platform');
  expect(warningsOf(platform, '2026-11-22').map(formatProblem)).toMatchInlineSnapshot(`
    [
      "ESP2404  manifests/values/loki.yaml  singleBinray
      'singleBinray' is not a key that the addon sets. It is spelled almost like 'singleBinary', which is one.
      A key that the chart reads; most charts ignore any other silently.
      Write 'singleBinary' if that is meant.",
    ]
  `);
});

test('an app that is released to no environment', () => {
  const apps = { shop: located('shop', smallApp), stock: located('stock', smallApp, []) };
  const { platform } = resolve(definitions({ apps }));
  if (platform === undefined) throw new Error('no platform');
  expect(warningsOf(platform, '2026-11-22').map(formatProblem)).toEqual([
    `ESP2411  apps/stock/app.ts
  'stock' has no release and is deployed nowhere.
  A release for each environment that it should run in: production, staging.
  Add apps/stock/releases/<environment>.yaml.`,
  ]);
});
