import type { ResolvedApp } from '@espalier/model';
import type { Chart } from 'cdk8s';
import { cdk8s, kplus } from '../cdk8s.ts';
import type { Draft } from '../objects/plain-object.ts';
import type { ClusterFacts } from './cluster-facts.ts';
import { podPatches } from './pod-patches.ts';
import { podProps } from './pod.ts';
import type { WorkloadOf } from './workload-of.ts';

/**
 * The app's Job. A Job's pods cannot be changed, so Argo CD deletes and creates it when anything of it changes: it
 * runs once for every release. It has no time to live, since Argo CD would create, and so run, it again.
 */
export function job(
  chart: Chart,
  app: ResolvedApp,
  { retries, deadlineSeconds }: WorkloadOf<'job'>,
  facts: ClusterFacts,
): Draft {
  const { Duration } = cdk8s();
  const { Job, RestartPolicy } = kplus();
  const object = new Job(chart, 'job', {
    metadata: { name: app.name, annotations: { 'argocd.argoproj.io/sync-options': 'Force=true,Replace=true' } },
    ...podProps(chart, app, facts),
    restartPolicy: RestartPolicy.NEVER,
    backoffLimit: retries,
    activeDeadline: Duration.seconds(deadlineSeconds),
  });
  return { construct: object, patches: [...podPatches(app, facts, '/spec/template')] };
}
