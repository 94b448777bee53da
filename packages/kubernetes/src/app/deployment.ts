import type { ResolvedApp } from '@espalier/model';
import type { Chart } from 'cdk8s';
import { kplus } from '../cdk8s.ts';
import { appSelector } from '../labels.ts';
import type { Draft } from '../objects/plain-object.ts';
import type { ClusterFacts } from './cluster-facts.ts';
import { fixedReplicas } from './fixed-replicas.ts';
import { podPatches } from './pod-patches.ts';
import { podProps } from './pod.ts';
import type { WorkloadOf } from './workload-of.ts';
import { add, remove } from '../objects/patch.ts';

/** Superseded ReplicaSets that are kept; going back further is a revert in Git. */
export const revisionHistoryLimit = 3;

/**
 * The app's Deployment. A rolling update starts new pods before it stops old ones, so that an update never
 * takes capacity away, not even from a single pod.
 */
export function deployment(
  chart: Chart,
  app: ResolvedApp,
  { strategy }: WorkloadOf<'deployment'>,
  facts: ClusterFacts,
): Draft {
  const { Deployment, DeploymentStrategy, LabelSelector, PercentOrAbsolute } = kplus();
  const object = new Deployment(chart, 'deployment', {
    metadata: { name: app.name },
    ...podProps(chart, app, facts),
    ...fixedReplicas(app),
    strategy:
      strategy === 'Recreate'
        ? DeploymentStrategy.recreate()
        : DeploymentStrategy.rollingUpdate({
            maxSurge: PercentOrAbsolute.percent(25),
            maxUnavailable: PercentOrAbsolute.absolute(0),
          }),
  });
  object.select(LabelSelector.of({ labels: { ...appSelector(app) } }));
  if (fixedReplicas(app).replicas === undefined) object.markHasAutoscaler();
  return {
    construct: object,
    patches: [
      remove('/spec/minReadySeconds'),
      remove('/spec/progressDeadlineSeconds'),
      add('/spec/revisionHistoryLimit', revisionHistoryLimit),
      ...podPatches(app, facts, '/spec/template'),
    ],
  };
}
