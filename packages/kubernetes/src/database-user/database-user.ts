import type { KubernetesObject, ResolvedApp, ResolvedCluster } from '@espalier/model';
import { ownLabels, serviceAccount } from '../objects/index.ts';

/** ServiceAccounts of the Jobs that create the users of an app's databases, with the role that each has in a cluster. */
export function databaseUserAccounts(app: ResolvedApp, cluster: ResolvedCluster): readonly KubernetesObject[] {
  return cluster.identities.flatMap((identity) => {
    if (identity.kind !== 'database-user' || identity.owner !== app.name) return [];
    const { namespace, roleArn, serviceAccount: name } = identity;
    return [serviceAccount({ name, namespace, labels: ownLabels(app, name), roleArn })];
  });
}
