import type { ResolvedApp } from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';
import { appSelector, type Plain } from '../../objects/index.ts';

const topologyKeys = { zone: 'topology.kubernetes.io/zone', node: 'kubernetes.io/hostname' };

/**
 * Spreads the pods over zones and nodes as evenly as can be, without holding a pod back where it cannot. The pods of a
 * Deployment are counted for each of its revisions, or those about to go would push the new ones aside. A workload of
 * one pod has nothing to spread.
 */
export function spreadOf(app: ResolvedApp): readonly Plain<k8s.TopologySpreadConstraint>[] {
  if (app.replicas === undefined || app.replicas.max < 2) return [];
  return app.spreadOver.map((topology) => ({
    maxSkew: 1,
    topologyKey: topologyKeys[topology],
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: appSelector(app) },
    ...(app.workload.kind === 'deployment' ? { matchLabelKeys: ['pod-template-hash'] } : {}),
  }));
}
