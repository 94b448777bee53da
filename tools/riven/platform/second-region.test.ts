import { names, resolve } from '@espalier/model';
import { loadDefinitions } from '@espalier/model/load';
import { expect, test } from 'vitest';
import { standardCluster } from '../../../apps/platform/standard-cluster.ts';
import { workspace } from './tree.ts';

const { definitions } = await loadDefinitions(workspace);
if (definitions === undefined) throw new Error("Riven's definitions cannot be read");

/** Riven with production in Dublin as well: an environment, a cluster, and the releases of every app. */
const { platform, problems } = resolve({
  ...definitions,
  environments: {
    ...definitions.environments,
    dublin: {
      file: 'apps/platform/environments/dublin.ts',
      value: {
        account: 'production',
        region: 'eu-west-1',
        domain: 'eu.riven.dev',
        network: { cidr: '10.30.0.0/16' },
        data: { multiZone: true, backupRetentionDays: 30 },
      },
    },
  },
  clusters: {
    ...definitions.clusters,
    dublin: {
      file: 'apps/platform/clusters/dublin/cluster.ts',
      value: standardCluster({
        environment: 'dublin',
        kubernetesVersion: '1.35',
        domain: 'eu.riven.dev',
        nodes: {
          system: { min: 3, max: 6 },
          general: { min: 3, max: 20 },
          ci: { min: 0, max: 1 },
          gpu: { min: 0, max: 4 },
        },
        runners: { general: { min: 0, max: 1 }, large: { min: 0, max: 1 } },
        prometheus: { retentionDays: 15, storage: '200Gi', replicas: 2 },
        logRetentionDays: 31,
      }),
    },
  },
  apps: Object.fromEntries(
    Object.entries(definitions.apps).map(([name, app]) => {
      const { production } = app.releases;
      return [name, { ...app, releases: { ...app.releases, ...(production && { dublin: production }) } }];
    }),
  ),
});

test('a second region is an environment, a cluster and releases, and copies nothing', () => {
  expect(problems).toEqual([]);
  const { dublin, production } = platform?.clusters ?? {};
  expect(dublin?.apps.map(({ name }) => name)).toEqual(production?.apps.map(({ name }) => name));
  expect(dublin?.addons.map(({ name }) => name)).toEqual(production?.addons.map(({ name }) => name));
});

test('nothing in AWS belongs to both regions, though they share an account', () => {
  const { dublin, production } = platform?.clusters ?? {};
  const namesOf = (cluster: typeof dublin): readonly string[] =>
    [...(cluster?.apps ?? []), ...(cluster?.addons ?? [])].flatMap(({ name, needs }) => [
      names.roleName({
        platform: 'riven',
        environment: cluster?.environment.name ?? '',
        cluster: cluster?.name ?? '',
        workload: name,
      }),
      ...needs.flatMap((need) =>
        need.kind === 'bucket'
          ? [need.bucket]
          : need.kind === 'table'
            ? [need.table]
            : need.kind === 'queue'
              ? [need.url]
              : need.kind === 'policy'
                ? []
                : [need.secretPath],
      ),
    ]);
  const shared = new Set(namesOf(production));
  expect(shared.size).toBeGreaterThan(20);
  expect(namesOf(dublin).filter((name) => shared.has(name))).toEqual([]);
});
