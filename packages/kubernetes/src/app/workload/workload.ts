import type { KubernetesObject, ResolvedApp } from '@espalier/model';
import type { ClusterFacts } from '../context/index.ts';
import { cronJob } from './cron-job.ts';
import { deployment } from './deployment.ts';
import { job } from './job.ts';
import { statefulSet } from './stateful-set.ts';

/** The workload of the app. */
export function workload(app: ResolvedApp, facts: ClusterFacts): readonly KubernetesObject[] {
  switch (app.workload.kind) {
    case 'deployment':
      return [deployment(app, app.workload, facts)];
    case 'statefulSet':
      return statefulSet(app, app.workload, facts);
    case 'cronJob':
      return [cronJob(app, app.workload, facts)];
    case 'job':
      return [job(app, app.workload, facts)];
  }
}
