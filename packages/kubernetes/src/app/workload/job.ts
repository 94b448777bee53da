import type { ResolvedApp } from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';
import { appMetadata, type TypedObject } from '../../objects/index.ts';
import type { ClusterFacts } from '../context/index.ts';
import { podTemplate } from '../pod/index.ts';
import type { WorkloadOf } from './workload-of.ts';

/**
 * The app's Job. The pod template of a Job is immutable, so Argo CD deletes and creates the Job when it changes: it
 * runs once for every release. It has no time to live, since Argo CD would create it again and so run it again.
 */
export function job(
  app: ResolvedApp,
  { retries, deadlineSeconds }: WorkloadOf<'job'>,
  facts: ClusterFacts,
): TypedObject<k8s.KubeJobProps> {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      ...appMetadata(app),
      annotations: { 'argocd.argoproj.io/sync-options': 'Force=true,Replace=true' },
    },
    spec: { activeDeadlineSeconds: deadlineSeconds, backoffLimit: retries, template: podTemplate(app, facts) },
  };
}
