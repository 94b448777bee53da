import type { AddonPath } from '../../definition/index.ts';
import type { PathBook } from './path-book.ts';
import { endpointOf, ingressBackends, scrapedPorts, type AddonPods, type PodsOfCluster } from './pods.ts';

type Outgoing = Extract<AddonPath, { readonly to: string }>;
type Incoming = Exclude<AddonPath, Outgoing>;

/** Adds the paths that the workloads of addons declare. */
export function connectAddons(book: PathBook, cluster: PodsOfCluster): void {
  for (const own of cluster.workloads) {
    for (const path of own.workload.paths) {
      if ('from' in path) connectFrom(book, own, path);
      else connectTo(book, own, path, cluster);
    }
  }
}

function connectFrom(book: PathBook, { workload, pods }: AddonPods, path: Incoming): void {
  const port = workload.ports?.[path.port];
  if (port === undefined) return;
  switch (path.from) {
    case 'control-plane':
      book.fromTier(pods, 'controlPlane', port, 'the API server calls it');
      break;
    case 'load-balancer':
      book.fromTier(pods, 'public', port, 'the load balancer');
      break;
    case 'nodes':
      book.fromTier(pods, 'workloads', port, 'pods on the network of a node');
      break;
    // Entered from the other side, by the apps and the addon that call these pods.
    case 'traced-apps':
    case 'ingress':
      break;
  }
}

function connectTo(book: PathBook, own: AddonPods, path: Outgoing, cluster: PodsOfCluster): void {
  const { pods } = own;
  switch (path.to) {
    case 'endpoint': {
      const target = endpointOf(path.endpoint, cluster.workloads);
      if (target !== undefined) book.connect(pods, target.pods, [target.port], `${pods.name} uses ${path.endpoint}`);
      break;
    }
    case 'workload':
      connectToWorkload(book, own, path, cluster);
      break;
    case 'metrics':
      for (const target of scrapedPorts(cluster)) {
        book.connect(pods, target.pods, [target.port], `${pods.name} scrapes metrics`);
      }
      break;
    case 'ingress-backends':
      for (const target of ingressBackends(cluster)) {
        book.connect(pods, target.pods, [target.port], `ingress ${target.host}`);
      }
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

function connectToWorkload(
  book: PathBook,
  { addon, pods }: AddonPods,
  path: Extract<Outgoing, { readonly to: 'workload' }>,
  { workloads }: PodsOfCluster,
): void {
  const target = workloads.find(
    (candidate) =>
      candidate.addon.name === (path.addon ?? addon.name) &&
      candidate.addon.workloads?.[path.workload] === candidate.workload,
  );
  const port = target?.workload.ports?.[path.port];
  if (target === undefined || port === undefined) return;
  const protocols = path.udp === true ? (['TCP', 'UDP'] as const) : (['TCP'] as const);
  book.connect(pods, target.pods, [port], `${pods.name} calls ${target.pods.name}`, protocols);
}
