import { names, type AddonContext } from '@espalier/model';
import { replicasOf, type PlatformWorkload } from './platform-workload.ts';

/** Settings for the availability of a workload, as fields of a pod spec. */
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

/** Namespaces of workloads that start before the platform's PriorityClasses exist: they use the built-in classes. */
const beforeOwnClasses = ['kube-system', 'argocd'];

/** The only place that decides replicas, placement and priority of the platform's workloads. */
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
            // An uneven spread is better than a missing pod.
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: workload.selector },
            // So that old pods do not affect the placement of the next revision.
            matchLabelKeys: ['pod-template-hash'],
          })),
  };
}

/**
 * Agents have priority over the workloads that they serve, and the platform over apps. Both have less priority than
 * workloads critical to the node or the cluster.
 */
function priorityClass({ runs }: PlatformWorkload, { namespace }: AddonContext): string {
  const { agents, services } = names.priorityClasses;
  if (beforeOwnClasses.includes(namespace))
    return runs === 'every-node' ? 'system-node-critical' : 'system-cluster-critical';
  return runs === 'every-node' ? agents : services;
}
