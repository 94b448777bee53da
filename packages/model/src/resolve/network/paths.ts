import type { AddonPath } from '../../definition/addon-path.ts';
import type { AddonDefinition, AddonWorkload, Endpoint } from '../../definition/addon.ts';
import type { AppDefinition } from '../../definition/app.ts';
import * as names from '../../names/index.ts';
import type { ResolvedApp } from '../../resolved/resolved-app.ts';
import type { ResolvedNeed } from '../../resolved/resolved-need.ts';
import type { PodPaths, ResolvedEnvironment } from '../../resolved/resolved-platform.ts';
import { callablePorts } from '../app/callable-ports.ts';
import { ingressClassOf } from '../addon/ingress-class.ts';
import { needsRole, resolveNeeds } from '../need/need.ts';
import { PathBook, type Pods } from './path-book.ts';

/** What the paths of a cluster follow from. */
export interface PathSources {
  readonly platform: string;
  readonly environment: ResolvedEnvironment;
  readonly kubernetesServiceIp: string;
  readonly apps: readonly { readonly app: ResolvedApp; readonly definition: AppDefinition }[];
  readonly addons: readonly AddonDefinition[];
}

/** Pods of an addon's workload. */
interface AddonPods {
  readonly addon: AddonDefinition;
  readonly workload: AddonWorkload;
  readonly pods: Pods;
}

/**
 * Every network path of a cluster by namespace, from what apps and addons declare. A path between two pods stands on
 * both sides, as egress of the one and ingress of the other.
 */
export function clusterPaths(sources: PathSources): ReadonlyMap<string, readonly PodPaths[]> {
  const book = new PathBook(sources.environment, sources.kubernetesServiceIp);
  const apps = sources.apps.map(({ app, definition }) => ({
    app,
    definition,
    pods: { name: app.name, namespace: app.namespace, selector: names.appSelector(app.name), hostNetwork: false },
  }));
  const appsByName = new Map(apps.map((one) => [one.app.name, one]));
  const workloads = sources.addons.flatMap((addon) => podsOf(addon));
  for (const { pods } of [...apps, ...workloads]) book.open(pods);

  const endpoint = (name: string): { readonly target: AddonPods; readonly port: number } | undefined => {
    for (const target of workloads) {
      const found: Endpoint | undefined = target.addon.provides?.endpoints?.[name];
      if (found === undefined || target.addon.workloads?.[found.workload] !== target.workload) continue;
      const port = target.workload.ports?.[found.port];
      if (port !== undefined) return { target, port };
    }
    return undefined;
  };

  for (const { app, definition, pods } of apps) {
    for (const peer of definition.talksTo ?? []) {
      if (typeof peer !== 'string') {
        book.toPublic(pods, `talksTo ${peer.host}`);
        continue;
      }
      const target = appsByName.get(peer);
      if (target !== undefined) book.connect(pods, target.pods, portsOf(target.app), `${app.name} talksTo ${peer}`);
    }
    if (app.traces) {
      const agent = endpoint('otlp-http');
      if (agent !== undefined) book.connect(pods, agent.target.pods, [agent.port], `${app.name} sends traces`);
    }
    connectNeeds(book, pods, app.needs);
    for (const need of app.needs) connectDatabaseUser(book, app, need);
  }

  const scraped: readonly { readonly pods: Pods; readonly port: number }[] = [
    ...apps.flatMap(({ app, pods }) =>
      app.containers.flatMap((container) => {
        const port = container.ports.find(({ name }) => name === container.metrics?.port)?.port;
        return port === undefined ? [] : [{ pods, port }];
      }),
    ),
    ...workloads.flatMap(({ workload, pods }) => {
      const port = workload.metricsPort === undefined ? undefined : workload.ports?.[workload.metricsPort];
      return port === undefined ? [] : [{ pods, port }];
    }),
  ];

  const ingressBackends: readonly { readonly pods: Pods; readonly port: number; readonly host: string }[] = [
    ...apps.flatMap(({ app, pods }) => {
      const main = app.containers[0].ports[0];
      return app.ingress === undefined || main === undefined ? [] : [{ pods, port: main.port, host: app.ingress.host }];
    }),
    ...workloads.flatMap(({ workload, pods }) =>
      workload.paths.flatMap((path) => {
        const port = 'from' in path && path.from === 'ingress' ? workload.ports?.[path.port] : undefined;
        return port === undefined ? [] : [{ pods, port, host: pods.name }];
      }),
    ),
  ];
  if (ingressClassOf(sources.addons)?.byLoadBalancer === true) {
    for (const { pods, port, host } of ingressBackends) {
      book.fromTier(pods, 'public', port, `the load balancer, for ${host}`);
    }
  }

  for (const from of workloads) {
    const { addon, workload, pods } = from;
    for (const path of workload.paths) connectAddon(path);
    const needs = resolveNeeds(workload.needs ?? {}, {
      platform: sources.platform,
      environment: sources.environment,
      namespace: addon.namespace,
      owner: addon.name,
    });
    connectNeeds(book, pods, needs);

    function connectAddon(path: AddonPath): void {
      if ('from' in path) {
        const port = workload.ports?.[path.port];
        if (port === undefined) return;
        if (path.from === 'control-plane') book.fromTier(pods, 'controlPlane', port, 'the API server calls it');
        else if (path.from === 'load-balancer') book.fromTier(pods, 'public', port, 'the load balancer');
        else if (path.from === 'nodes') book.fromTier(pods, 'workloads', port, 'pods on the network of a node');
        return; // 'traced-apps' and 'ingress' are met from the other side.
      }
      switch (path.to) {
        case 'endpoint': {
          const found = endpoint(path.endpoint);
          if (found !== undefined)
            book.connect(pods, found.target.pods, [found.port], `${pods.name} uses ${path.endpoint}`);
          break;
        }
        case 'workload': {
          const target = workloads.find(
            (candidate) =>
              candidate.addon.name === (path.addon ?? addon.name) &&
              candidate.addon.workloads?.[path.workload] === candidate.workload,
          );
          const port = target?.workload.ports?.[path.port];
          if (target !== undefined && port !== undefined) {
            const protocols = path.udp === true ? (['TCP', 'UDP'] as const) : (['TCP'] as const);
            book.connect(pods, target.pods, [port], `${pods.name} calls ${target.pods.name}`, protocols);
          }
          break;
        }
        case 'metrics':
          for (const target of scraped) book.connect(pods, target.pods, [target.port], `${pods.name} scrapes metrics`);
          break;
        case 'ingress-backends':
          for (const target of ingressBackends)
            book.connect(pods, target.pods, [target.port], `ingress ${target.host}`);
          break;
        case 'control-plane':
          book.toControlPlane(pods, 'the Kubernetes API');
          break;
        case 'nodes':
          book.toTier(pods, 'workloads', path.port, 'the network of every node');
          break;
        case 'vpc-endpoints':
          book.toTier(pods, 'endpoints', 443, 'AWS APIs through interface endpoints');
          break;
        case 'public':
          book.toPublic(pods, path.hosts.join(', '));
          break;
      }
    }
  }
  return book.byNamespace();
}

function podsOf(addon: AddonDefinition): readonly AddonPods[] {
  return Object.entries(addon.workloads ?? {}).map(([name, workload]) => ({
    addon,
    workload,
    pods: {
      name: name === addon.name ? name : `${addon.name}-${name}`,
      namespace: addon.namespace,
      selector: workload.selector,
      hostNetwork: workload.hostNetwork ?? false,
    },
  }));
}

/** What needs of the cloud are reached by. S3, DynamoDB and SQS keep public addresses, as do APIs of a policy. */
function connectNeeds(book: PathBook, pods: Pods, needs: readonly ResolvedNeed[]): void {
  for (const { kind, name } of needs) {
    if (kind === 'postgres') book.toTier(pods, 'data', 5432, `needs.${name}`);
    else if (kind !== 'secret') book.toPublic(pods, `needs.${name}`);
  }
  if (needsRole(needs)) book.toTier(pods, 'endpoints', 443, 'credentials of its role from STS');
}

/** The Job that creates a database's user asks Secrets Manager for the master password, and the database for the rest. */
function connectDatabaseUser(book: PathBook, app: ResolvedApp, { kind, name }: ResolvedNeed): void {
  if (kind !== 'postgres') return;
  const workload = names.databaseUserWorkload(app.name, name);
  const selector = names.appSelector(workload);
  const pods = { name: workload, namespace: app.namespace, selector, hostNetwork: false };
  book.open(pods);
  book.toTier(pods, 'data', 5432, `user of needs.${name}`);
  book.toTier(pods, 'endpoints', 443, 'credentials of its role from STS; the master password from Secrets Manager');
}

function portsOf(app: ResolvedApp): readonly number[] {
  return app.containers.flatMap(({ ports, metrics }) => callablePorts(ports, metrics?.port).map(({ port }) => port));
}
