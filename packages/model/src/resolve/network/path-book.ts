import type { PodPaths, ResolvedEnvironment, ResolvedNetwork, ResolvedPath } from '../../resolved/index.ts';

/** A set of pods under one selector. */
export interface Pods {
  readonly name: string;
  readonly namespace: string;
  readonly selector: Readonly<Record<string, string>>;
  /** On the host's network: no policy selects these pods, and other pods see the address of the node. */
  readonly hostNetwork: boolean;
}

type Tier = keyof ResolvedNetwork['tiers'];

interface Entry {
  readonly pods: Pods;
  readonly ingress: Map<string, ResolvedPath>;
  readonly egress: Map<string, ResolvedPath>;
}

/** Private ranges, which "public" excludes: RFC 1918, RFC 6598 and link-local, which has the metadata service. */
const privateRanges = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'];

/** Collects the paths of a cluster's pods, each once, in the order of declaration. */
export class PathBook {
  readonly #tiers: ResolvedNetwork['tiers'];
  readonly #kubernetesServiceIp: string;
  readonly #entries = new Map<string, Entry>();

  constructor(environment: ResolvedEnvironment, kubernetesServiceIp: string) {
    this.#tiers = environment.network.tiers;
    this.#kubernetesServiceIp = kubernetesServiceIp;
  }

  /** Adds some pods; all pods may use the cluster's DNS. */
  open(pods: Pods): void {
    this.#egress(pods, {
      class: 'pods',
      namespace: 'kube-system',
      selector: { 'k8s-app': 'kube-dns' },
      ports: [
        { port: 53, protocol: 'UDP' },
        { port: 53, protocol: 'TCP' },
      ],
      because: 'DNS',
    });
  }

  /** Lets some pods reach ports of others, on both sides. */
  connect(
    from: Pods,
    to: Pods,
    numbers: readonly number[],
    because: string,
    protocols: readonly ('TCP' | 'UDP')[] = ['TCP'],
  ): void {
    if (numbers.length === 0) return;
    const ports = numbers.flatMap((port) => protocols.map((protocol) => ({ port, protocol })));
    const nodes = { class: 'vpc', blocks: this.#tiers.workloads.blocks, ports, because } as const;
    this.#egress(
      from,
      to.hostNetwork ? nodes : { class: 'pods', namespace: to.namespace, selector: to.selector, ports, because },
    );
    this.#ingress(
      to,
      from.hostNetwork ? nodes : { class: 'pods', namespace: from.namespace, selector: from.selector, ports, because },
    );
  }

  /**
   * Lets some pods reach a tier of the VPC. Nodes and pods share one tier, so that a path to nodes also allows that
   * port of every pod.
   */
  toTier(from: Pods, tier: Tier, port: number, because: string): void {
    this.#egress(from, { class: 'vpc', blocks: this.#tiers[tier].blocks, ports: [{ port, protocol: 'TCP' }], because });
  }

  /** Lets some pods reach the API server: its network interfaces, and its ClusterIP. */
  toControlPlane(from: Pods, because: string): void {
    const blocks = [...this.#tiers.controlPlane.blocks, `${this.#kubernetesServiceIp}/32`];
    this.#egress(from, { class: 'control-plane', blocks, ports: [{ port: 443, protocol: 'TCP' }], because });
  }

  /** Lets some pods reach every public address on port 443. */
  toPublic(from: Pods, because: string): void {
    this.#egress(from, { class: 'public', except: privateRanges, ports: [{ port: 443, protocol: 'TCP' }], because });
  }

  /** Lets a tier of the VPC reach a port of some pods. */
  fromTier(to: Pods, tier: 'controlPlane' | 'public' | 'workloads', port: number, because: string): void {
    const kinds = { controlPlane: 'control-plane', public: 'load-balancer', workloads: 'vpc' } as const;
    this.#ingress(to, {
      class: kinds[tier],
      blocks: this.#tiers[tier].blocks,
      ports: [{ port, protocol: 'TCP' }],
      because,
    });
  }

  /** The collected paths, sorted by name within a namespace; pods on the host's network have no policy. */
  byNamespace(): ReadonlyMap<string, readonly PodPaths[]> {
    const namespaces = new Map<string, PodPaths[]>();
    for (const { pods, ingress, egress } of this.#entries.values()) {
      if (pods.hostNetwork) continue;
      const paths = namespaces.get(pods.namespace) ?? [];
      paths.push({
        name: pods.name,
        selector: pods.selector,
        ingress: [...ingress.values()],
        egress: [...egress.values()],
      });
      namespaces.set(pods.namespace, paths);
    }
    for (const paths of namespaces.values()) paths.sort((one, other) => (one.name < other.name ? -1 : 1));
    return namespaces;
  }

  #ingress(pods: Pods, path: ResolvedPath): void {
    add(this.#entry(pods).ingress, path);
  }

  #egress(pods: Pods, path: ResolvedPath): void {
    add(this.#entry(pods).egress, path);
  }

  #entry(pods: Pods): Entry {
    const key = `${pods.namespace}/${pods.name}`;
    const entry = this.#entries.get(key) ?? { pods, ingress: new Map(), egress: new Map() };
    this.#entries.set(key, entry);
    return entry;
  }
}

/** One path for each peer and port, with all its reasons in one text. */
function add(paths: Map<string, ResolvedPath>, path: ResolvedPath): void {
  const key = JSON.stringify({ ...path, because: undefined });
  const known = paths.get(key);
  if (known === undefined) paths.set(key, path);
  else if (!known.because.split('; ').includes(path.because)) {
    paths.set(key, { ...known, because: `${known.because}; ${path.because}` });
  }
}
