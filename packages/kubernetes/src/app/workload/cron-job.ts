import type { ResolvedApp } from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';
import { appMetadata, type TypedObject } from '../../objects/index.ts';
import type { ClusterFacts } from '../context/index.ts';
import { podTemplate } from '../pod/index.ts';
import type { WorkloadOf } from './workload-of.ts';

/** The app's CronJob; finished runs are kept for their logs, three that succeeded and three that failed. */
export function cronJob(
  app: ResolvedApp,
  { schedule, timeZone, concurrency, retries, deadlineSeconds }: WorkloadOf<'cronJob'>,
  facts: ClusterFacts,
): TypedObject<k8s.KubeCronJobProps> {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: appMetadata(app),
    spec: {
      concurrencyPolicy: concurrency,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: {
          activeDeadlineSeconds: deadlineSeconds,
          backoffLimit: retries,
          template: podTemplate(app, facts),
        },
      },
      schedule: schedule.trim().split(/\s+/).join(' '),
      // A run that could not start within this time is skipped. An upgrade may stop the control plane for minutes.
      startingDeadlineSeconds: 600,
      successfulJobsHistoryLimit: 3,
      timeZone,
    },
  };
}
