import { names, type AddonContext } from '@espalier/model';
import { replicasOf, type PlatformWorkload } from './platform-workload.ts';

/** What keeps a workload available, in the words of a pod spec. */
export interface Availability {
  readonly replicas: number;
  readonly priorityClassName: string;
  readonly topologySpreadConstraints: readonly {
    readonly maxSkew: number;
    readonly topologyKey: string;
    readonly whenUnsatisfiable: 'ScheduleAnyway';
    readonly labelSelector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly matchLabelKeys: readonly string[];
  }[];
}

/** Namespaces of what runs before the cluster has classes of the platform's own: what Kubernetes brings is all there is. */
const beforeOwnClasses = ['kube-system', 'argocd'];

/** The one place that decides how many pods a workload of the platform has, where they run, and whom they give way to. */
export function availability(workload: PlatformWorkload, context: AddonContext): Availability {
  const replicas = replicasOf(workload, context);
  return {
    replicas,
    priorityClassName: priorityClass(workload, context),
    topologySpreadConstraints:
      replicas < 2
        ? []
        : ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
            maxSkew: 1,
            topologyKey,
            // A pod too many in a zone is better than a pod too few.
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: workload.selector },
            // Or pods about to go would push those of the next revision aside.
            matchLabelKeys: ['pod-template-hash'],
          })),
  };
}

/**
 * Agents come before what they serve, and the platform before apps; nothing of either is evicted last of all, as what is
 * critical to the node or the cluster is.
 */
function priorityClass({ runs }: PlatformWorkload, { namespace }: AddonContext): string {
  const { agents, services } = names.priorityClasses;
  if (beforeOwnClasses.includes(namespace))
    return runs === 'every-node' ? 'system-node-critical' : 'system-cluster-critical';
  return runs === 'every-node' ? agents : services;
}
