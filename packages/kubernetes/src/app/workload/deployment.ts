import type { ResolvedApp } from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';
import { appMetadata, appSelector, type TypedObject } from '../../objects/index.ts';
import type { ClusterFacts } from '../context/index.ts';
import { podTemplate } from '../pod/index.ts';
import { fixedReplicas, revisionHistoryLimit } from './replicas.ts';
import type { WorkloadOf } from './workload-of.ts';

/**
 * The app's Deployment. A rolling update starts new pods before it stops old ones, so that an update never reduces
 * capacity, not even with a single pod.
 */
export function deployment(
  app: ResolvedApp,
  { strategy }: WorkloadOf<'deployment'>,
  facts: ClusterFacts,
): TypedObject<k8s.KubeDeploymentProps> {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: appMetadata(app),
    spec: {
      ...fixedReplicas(app),
      revisionHistoryLimit,
      selector: { matchLabels: appSelector(app) },
      strategy:
        strategy === 'Recreate'
          ? { type: 'Recreate' }
          : { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
      template: podTemplate(app, facts),
    },
  };
}
