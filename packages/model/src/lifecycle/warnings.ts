import { capacityWarnings } from '../capacity/index.ts';
import { listOf, once, type Problem } from '../problem/index.ts';
import type { ResolvedCluster, ResolvedEnvironment, ResolvedPlatform } from '../resolved/index.ts';
import { clusterFile, upgradeRemedy } from './cluster-upgrade.ts';
import { kubernetesSupport } from './kubernetes-support.ts';

/** Days before the end of standard support when the warning starts: an upgrade needs planning. */
const daysOfNotice = 90;

/**
 * Warnings: addons of projects that have ended, Kubernetes versions that leave standard support, alarms without a
 * receiver, apps that are deployed nowhere.
 *
 * @param today as `YYYY-MM-DD`; a parameter, since rendering never depends on the clock
 */
export function warningsOf(platform: ResolvedPlatform, today: string): readonly Problem[] {
  const clusters = Object.values(platform.clusters);
  return [
    ...Object.values(platform.environments).flatMap(alarmWarnings),
    ...releaseWarnings(platform),
    ...clusters.flatMap((cluster) => kubernetesWarnings(cluster, today)),
    ...addonWarnings(clusters, today),
    ...clusters.flatMap((cluster) => capacityWarnings(cluster, clusterFile(cluster.name))),
    // An overlay for all clusters gives the same warning in each.
    ...once(clusters.flatMap(({ addons }) => addons.flatMap(({ uncertainKeys }) => uncertainKeys))),
  ];
}

function alarmWarnings({ name, alarms }: ResolvedEnvironment): readonly Problem[] {
  if (alarms.emails.length > 0) return [];
  return [
    {
      code: 'ESP2410',
      file: `apps/platform/environments/${name}.ts`,
      path: 'alarms.emails',
      found: `The alarms of environment '${name}' have no receiver.`,
      expected: 'At least one address: CloudWatch still reports when Prometheus in a cluster cannot.',
      remedy: "Add alarms: { emails: ['on-call@example.com'] } to the environment.",
    },
  ];
}

/** An app is deployed where it has a release. An app without one is forgotten, or waits for its first. */
function releaseWarnings({ apps, deployments }: ResolvedPlatform): readonly Problem[] {
  const released = new Set(Object.values(deployments).flatMap((all) => all.map(({ name }) => name)));
  return apps
    .filter((name) => !released.has(name))
    .map((name) => ({
      code: 'ESP2411',
      file: `apps/${name}/app.ts`,
      path: '',
      found: `'${name}' has no release and is deployed nowhere.`,
      expected: `A release for each environment that it should run in: ${listOf(Object.keys(deployments))}.`,
      remedy: `Add apps/${name}/releases/<environment>.yaml.`,
    }));
}

function kubernetesWarnings({ name, kubernetesVersion }: ResolvedCluster, today: string): readonly Problem[] {
  const support = kubernetesSupport[kubernetesVersion];
  if (support === undefined) return [];
  const { standardUntil, extendedUntil } = support;
  const place = { file: clusterFile(name), path: 'kubernetesVersion' };
  const remedy = upgradeRemedy();
  if (today > extendedUntil) return [];
  if (today > standardUntil) {
    return [
      {
        code: 'ESP2402',
        ...place,
        found: `Kubernetes ${kubernetesVersion} has been in extended support since ${standardUntil}, which costs six times as much; it ends on ${extendedUntil}.`,
        expected: 'A version in standard support.',
        remedy,
      },
    ];
  }
  if (daysBetween(today, standardUntil) > daysOfNotice) return [];
  return [
    {
      code: 'ESP2402',
      ...place,
      found: `Kubernetes ${kubernetesVersion} leaves standard support on ${standardUntil}, in ${daysBetween(today, standardUntil)} days.`,
      expected: 'A version in standard support.',
      remedy,
    },
  ];
}

/** One warning for each addon of a project that ends, not one for each cluster. */
function addonWarnings(clusters: readonly ResolvedCluster[], today: string): readonly Problem[] {
  const ending = clusters.flatMap(({ name: cluster, addons }) =>
    addons.flatMap(({ name, lifecycle }) => (lifecycle === undefined ? [] : [{ cluster, name, lifecycle }])),
  );
  const byAddon = Map.groupBy(ending, ({ name, lifecycle }) => JSON.stringify([name, lifecycle]));
  return [...byAddon.values()].flatMap((all): readonly Problem[] => {
    const [first] = all;
    if (first === undefined) return [];
    const { cluster, name, lifecycle } = first;
    const verb = {
      retired: 'has been retired',
      deprecated: 'has been deprecated',
      unmaintained: 'has been unmaintained',
    };
    const ends =
      lifecycle.since > today
        ? `will be ${lifecycle.status} from ${lifecycle.since} on`
        : `${verb[lifecycle.status]} since ${lifecycle.since}`;
    const where = all.length === 1 ? '' : `, which ${all.map((one) => one.cluster).join(' and ')} have,`;
    return [
      {
        code: 'ESP2401',
        file: clusterFile(cluster),
        path: 'addons',
        found: `The project behind '${name}'${where} ${ends} (${lifecycle.source}).`,
        expected: 'Software that is maintained.',
        remedy: `Use ${lifecycle.instead}.`,
      },
    ];
  });
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
