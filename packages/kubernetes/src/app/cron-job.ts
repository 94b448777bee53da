import type { ResolvedApp } from '@espalier/model';
import type { Chart, Cron } from 'cdk8s';
import type { ConcurrencyPolicy } from 'cdk8s-plus-29';
import { cdk8s, kplus } from '../cdk8s.ts';
import type { Draft } from '../objects/plain-object.ts';
import type { ClusterFacts } from './cluster-facts.ts';
import { podPatches } from './pod-patches.ts';
import { podProps } from './pod.ts';
import type { WorkloadOf } from './workload-of.ts';
import { remove } from '../objects/patch.ts';

/** A run that could not start within this time is skipped; the control plane may be away for minutes in an upgrade. */
const startingDeadlineSeconds = 600;

/** The app's CronJob; finished runs are kept for their logs, three that succeeded and three that failed. */
export function cronJob(chart: Chart, app: ResolvedApp, workload: WorkloadOf<'cronJob'>, facts: ClusterFacts): Draft {
  const { Duration } = cdk8s();
  const { CronJob, RestartPolicy } = kplus();
  const object = new CronJob(chart, 'cron-job', {
    metadata: { name: app.name },
    ...podProps(chart, app, facts),
    restartPolicy: RestartPolicy.NEVER,
    schedule: cron(workload.schedule),
    timeZone: workload.timeZone,
    concurrencyPolicy: concurrencyPolicy(workload.concurrency),
    startingDeadline: Duration.seconds(startingDeadlineSeconds),
    successfulJobsRetained: 3,
    failedJobsRetained: 3,
    backoffLimit: workload.retries,
    activeDeadline: Duration.seconds(workload.deadlineSeconds),
  });
  return {
    construct: object,
    patches: [remove('/spec/suspend'), ...podPatches(app, facts, '/spec/jobTemplate/spec/template')],
  };
}

function cron(schedule: string): Cron {
  const [minute = '*', hour = '*', day = '*', month = '*', weekDay = '*'] = schedule.trim().split(/\s+/);
  return cdk8s().Cron.schedule({ minute, hour, day, month, weekDay });
}

function concurrencyPolicy(concurrency: WorkloadOf<'cronJob'>['concurrency']): ConcurrencyPolicy {
  const { ConcurrencyPolicy } = kplus();
  return { Allow: ConcurrencyPolicy.ALLOW, Forbid: ConcurrencyPolicy.FORBID, Replace: ConcurrencyPolicy.REPLACE }[
    concurrency
  ];
}
