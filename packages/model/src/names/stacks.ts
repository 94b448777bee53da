/** Names of Pulumi's stacks and of the locations of their state. */

/** Stack with what is global to an account: `account-shared`. */
export function accountStack(account: string): string {
  return `account-${account}`;
}

/** Stack with an environment's network and data: `environment-production`. */
export function environmentStack(environment: string): string {
  return `environment-${environment}`;
}

/** Stack with an EKS cluster and the roles of its pods: `cluster-production`. */
export function clusterStack(cluster: string): string {
  return `cluster-${cluster}`;
}

/** Folder of `clusters/` with the plans that do not belong to one cluster; no cluster may have this name. */
export const sharedPlans = 'cloud';

/** Path of a cluster's plan, relative to the workspace: next to its manifests. */
export function clusterPlanFolder(cluster: string): string {
  return `clusters/${cluster}/cloud`;
}

/** Path of the plan of an account's or environment's stack, relative to the workspace. */
export function sharedPlanFolder(stack: string): string {
  return `clusters/${sharedPlans}/${stack}`;
}

/**
 * The name of a stack in references from other stacks when the backend is a bucket:
 * `organization/riven/environment-production`.
 */
export function stackReference(project: string, stack: string): string {
  return `organization/${project}/${stack}`;
}

/** Value of `PULUMI_BACKEND_URL`. */
export function backendUrl(bucket: string, region: string): string {
  return `s3://${bucket}?region=${region}`;
}

/** Secrets provider of a stack, by the alias of a KMS key. */
export function secretsProvider(keyAlias: string, region: string): string {
  return `awskms://${keyAlias}?region=${region}`;
}

/** Alias of the key that encrypts an environment's data: `alias/riven-production-data`. */
export function dataKeyAlias(platform: string, environment: string): string {
  return `alias/${platform}-${environment}-data`;
}

/** Alias of the key that encrypts the Secrets and control plane logs of an EKS cluster: `alias/riven-production-cluster`. */
export function clusterKeyAlias(platform: string, cluster: string): string {
  return `alias/${platform}-${cluster}-cluster`;
}

/** Bucket for copies of an environment's data that people export: `riven-production-backups-333333333333-us-east-1`. */
export function backupsBucketName(
  platform: string,
  {
    name,
    account,
    region,
  }: { readonly name: string; readonly account: { readonly id: string }; readonly region: string },
): string {
  return `${platform}-${name}-backups-${account.id}-${region}`;
}
