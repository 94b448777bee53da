import type { ResolvedApp } from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';
import { appSelector, type Plain } from '../../objects/index.ts';

const topologyKeys = { zone: 'topology.kubernetes.io/zone', node: 'kubernetes.io/hostname' };

/**
 * Spreads the pods evenly over zones and nodes, but schedules a pod anyway if that is not possible. Each revision of a
 * Deployment counts separately, so that old pods do not affect the placement of new ones. A workload of one pod has
 * nothing to spread.
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
