import type { KubernetesObject, ResolvedApp, ResolvedCluster } from '@espalier/model';
import { ownLabels } from '../labels.ts';
import { serviceAccount } from '../objects/service-account.ts';
import { databaseUserJob, type JobPlace } from './database-user-job.ts';

/**
 * What creates the users of an app's databases: a Job for each, the same in every cluster of an environment. The Secret
 * that it reads is the app's own.
 */
export function databaseUserJobs(app: ResolvedApp, place: JobPlace): readonly KubernetesObject[] {
  return app.needs.flatMap((need) => (need.kind === 'postgres' ? [databaseUserJob(app, need, place)] : []));
}

/** ServiceAccounts of these Jobs, with the role that each has in a cluster. */
export function databaseUserAccounts(app: ResolvedApp, cluster: ResolvedCluster): readonly KubernetesObject[] {
  return cluster.identities.flatMap((identity) => {
    if (identity.kind !== 'database-user' || identity.owner !== app.name) return [];
    const { namespace, roleArn, serviceAccount: name } = identity;
    return [serviceAccount({ name, namespace, labels: ownLabels(app, name), roleArn })];
  });
}
