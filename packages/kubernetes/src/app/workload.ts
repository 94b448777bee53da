import type { ResolvedApp } from '@espalier/model';
import type { Chart } from 'cdk8s';
import type { Draft } from '../objects/plain-object.ts';
import type { ClusterFacts } from './cluster-facts.ts';
import { cronJob } from './cron-job.ts';
import { deployment } from './deployment.ts';
import { job } from './job.ts';
import { statefulSet } from './stateful-set.ts';

/** What runs the app's pods, built in the scope of the chart. */
export function workload(chart: Chart, app: ResolvedApp, facts: ClusterFacts): readonly Draft[] {
  switch (app.workload.kind) {
    case 'deployment':
      return [deployment(chart, app, app.workload, facts)];
    case 'statefulSet':
      return statefulSet(chart, app, app.workload, facts);
    case 'cronJob':
      return [cronJob(chart, app, app.workload, facts)];
    case 'job':
      return [job(chart, app, app.workload, facts)];
  }
}
