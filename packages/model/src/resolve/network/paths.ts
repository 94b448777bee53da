import type { AddonDefinition, AppDefinition } from '../../definition/index.ts';
import * as names from '../../names/index.ts';
import type { PodPaths, ResolvedApp, ResolvedEnvironment } from '../../resolved/index.ts';
import { ingressClassOf } from '../addon/index.ts';
import { callablePorts } from '../app/index.ts';
import { databaseUserOf, factsOf, needsRole, resolveNeeds, type ResolvedNeed } from '../../needs/index.ts';
import { connectAddons } from './addon-paths.ts';
import { PathBook, type Pods } from './path-book.ts';
import { endpointOf, ingressBackends, podsOfAddons, podsOfApps, type PodsOfCluster } from './pods.ts';

/** The input for the paths of a cluster. */
export interface PathSources {
  readonly platform: string;
  readonly environment: ResolvedEnvironment;
  readonly kubernetesServiceIp: string;
  readonly apps: readonly { readonly app: ResolvedApp; readonly definition: AppDefinition }[];
  readonly addons: readonly AddonDefinition[];
}

/**
 * The connections of a cluster's pods, one function for each kind. The paths of a set of pods are listed in this order.
 */
const connections = [
  connectTalkingApps,
  connectTraces,
  connectNeedsOfApps,
  connectDatabaseUsers,
  connectLoadBalancer,
  connectAddons,
  connectNeedsOfAddons,
] as const satisfies readonly ((book: PathBook, cluster: PodsOfCluster, sources: PathSources) => void)[];

/**
 * Every network path of a cluster by namespace, from what apps and addons declare. A path between two pods is on both
 * sides: egress of one, ingress of the other.
 */
export function clusterPaths(sources: PathSources): ReadonlyMap<string, readonly PodPaths[]> {
  const book = new PathBook(sources.environment, sources.kubernetesServiceIp);
  const cluster = { apps: podsOfApps(sources.apps), workloads: podsOfAddons(sources.addons) };
  for (const { pods } of [...cluster.apps, ...cluster.workloads]) book.open(pods);
  for (const connect of connections) connect(book, cluster, sources);
  return book.byNamespace();
}

function connectTalkingApps(book: PathBook, { apps }: PodsOfCluster): void {
  const appsByName = new Map(apps.map((one) => [one.app.name, one]));
  for (const { app, definition, pods } of apps) {
    for (const peer of definition.talksTo ?? []) {
      if (typeof peer !== 'string') {
        book.toPublic(pods, `talksTo ${peer.host}`);
        continue;
      }
      const target = appsByName.get(peer);
      if (target !== undefined) book.connect(pods, target.pods, portsOf(target.app), `${app.name} talksTo ${peer}`);
    }
  }
}

function connectTraces(book: PathBook, { apps, workloads }: PodsOfCluster): void {
  const agent = endpointOf('otlp-http', workloads);
  if (agent === undefined) return;
  for (const { app, pods } of apps) {
    if (app.traces) book.connect(pods, agent.pods, [agent.port], `${app.name} sends traces`);
  }
}

function connectNeedsOfApps(book: PathBook, { apps }: PodsOfCluster): void {
  for (const { app, pods } of apps) connectNeeds(book, pods, app.needs);
}

function connectDatabaseUsers(book: PathBook, { apps }: PodsOfCluster): void {
  for (const { app } of apps) {
    for (const need of app.needs) connectDatabaseUser(book, app, need);
  }
}

function connectLoadBalancer(book: PathBook, cluster: PodsOfCluster, { addons }: PathSources): void {
  if (ingressClassOf(addons)?.byLoadBalancer !== true) return;
  for (const { pods, port, host } of ingressBackends(cluster)) {
    book.fromTier(pods, 'public', port, `the load balancer, for ${host}`);
  }
}

function connectNeedsOfAddons(
  book: PathBook,
  { workloads }: PodsOfCluster,
  { platform, environment }: PathSources,
): void {
  for (const { addon, workload, pods } of workloads) {
    const owner = { platform, environment, namespace: addon.namespace, owner: addon.name };
    connectNeeds(book, pods, resolveNeeds(workload.needs ?? {}, owner));
  }
}

/** Opens the paths to the resources of needs, and to STS for pods that call AWS. */
function connectNeeds(book: PathBook, pods: Pods, needs: readonly ResolvedNeed[]): void {
  for (const need of needs) {
    const because = `needs.${need.name}`;
    const { reachedOn } = factsOf(need);
    if (reachedOn === 'public') book.toPublic(pods, because);
    else if (reachedOn !== undefined) book.toTier(pods, 'data', reachedOn.dataTierPort, because);
  }
  if (needsRole(needs)) book.toTier(pods, 'endpoints', 443, 'credentials of its role from STS');
}

/**
 * The Job that creates a database's user reads the master password from Secrets Manager and connects to the database.
 */
function connectDatabaseUser(book: PathBook, app: ResolvedApp, need: ResolvedNeed): void {
  const user = databaseUserOf(need);
  if (user === undefined) return;
  const workload = names.databaseUserWorkload(app.name, need.name);
  const selector = names.appSelector(workload);
  const pods = { name: workload, namespace: app.namespace, selector, hostNetwork: false };
  book.open(pods);
  book.toTier(pods, 'data', user.port, `user of needs.${need.name}`);
  book.toTier(pods, 'endpoints', 443, 'credentials of its role from STS; the master password from Secrets Manager');
}

function portsOf(app: ResolvedApp): readonly number[] {
  return app.containers.flatMap(({ ports, metrics }) => callablePorts(ports, metrics?.port).map(({ port }) => port));
}
