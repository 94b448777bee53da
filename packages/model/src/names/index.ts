/**
 * Every derived name and ARN, one function each. Both projections call these functions, so that nothing is copied by
 * hand.
 *
 * Names that are global to an account contain the platform. Names of an environment also contain its name. Names of a
 * cluster contain both. Bucket names end in account and region, since they are global to AWS.
 */
import { kebabCase } from './case.ts';
import { registryHost } from './images.ts';

export { camelCaseToEnvironmentPrefix, kebabCase } from './case.ts';

/** PriorityClasses of the platform's own workloads: on every node, and others. */
export const priorityClasses = { agents: 'platform-agents', services: 'platform-services' } as const;

/** Name of the EKS cluster: `riven-production`. */
export function eksClusterName(platform: string, cluster: string): string {
  return `${platform}-${cluster}`;
}

/** `Name` tag of an environment's VPC, by which controllers find it: `riven-production`. */
export function vpcName(platform: string, environment: string): string {
  return `${platform}-${environment}`;
}

/** Name of an IRSA role. At most 64 characters (IAM); the model refuses longer ones. */
export function roleName({
  platform,
  environment,
  cluster,
  workload,
}: Readonly<Record<'platform' | 'environment' | 'cluster' | 'workload', string>>): string {
  return `${platform}-${environment}-${cluster}-${workload}`;
}

/** ARN of a role by its name. */
export function roleArn(accountId: string, role: string): string {
  return `arn:aws:iam::${accountId}:role/${role}`;
}

/** Name of a role by its ARN. */
export function roleNameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** ARN of a customer managed policy by its name. */
export function policyArn(accountId: string, policy: string): string {
  return `arn:aws:iam::${accountId}:policy/${policy}`;
}

/** The workload argument of `roleName` for a namespace's SecretStore. */
export function secretStoreWorkload(namespace: string): string {
  return `secrets-${namespace}`;
}

/** Name of the SecretStore of a namespace, and of its ServiceAccount. */
export const secretStoreName = 'secrets-manager';

/** Secrets Manager prefix that a namespace's SecretStore may read: `riven/production/auth/`. */
export function secretPrefix(platform: string, environment: string, namespace: string): string {
  return `${platform}/${environment}/${namespace}/`;
}

/** Secrets Manager path of a need: `riven/production/auth/identity/signing-key`. */
export function secretPath({ platform, environment, namespace, owner, need }: OwnedSecret): string {
  return `${secretPrefix(platform, environment, namespace)}${owner}/${kebabCase(need)}`;
}

/** Name of the Kubernetes Secret of a need: `identity-signing-key`. */
export function secretName(owner: string, need: string): string {
  return `${owner}-${kebabCase(need)}`;
}

/** Name of the pod volume with a need's secret as files: `secret-signing-key`. */
export function secretVolume(need: string): string {
  return `secret-${kebabCase(need)}`;
}

/** A need and its owner, by their names in an environment. */
export interface OwnedNeed {
  readonly platform: string;
  readonly environment: string;
  /** App or addon; for resources that each cluster has separately, the addon with its cluster. */
  readonly owner: string;
  /** In camel case. */
  readonly need: string;
}

/** A need with a secret under its owner's namespace. */
export interface OwnedSecret extends OwnedNeed {
  readonly namespace: string;
}

/**
 * Name in AWS of a need's table, queue, RDS instance or cache, such as `riven-production-identity-sessions`. The limits
 * of the services differ; the model refuses longer names.
 */
export function needName({ platform, environment, owner, need }: OwnedNeed): string {
  return `${platform}-${environment}-${owner}-${kebabCase(need)}`;
}

/** Name of a bucket, which is unique in all of AWS. At most 63 characters (S3); the model refuses longer ones. */
export function bucketName(
  owned: OwnedNeed,
  { accountId, region }: { readonly accountId: string; readonly region: string },
): string {
  return `${needName(owned)}-${accountId}-${region}`;
}

/** Name of the Service that governs an app's StatefulSet: `store-headless`. */
export function headlessServiceName(app: string): string {
  return `${app}-headless`;
}

/** Name of an app's database inside its instance, and of its user for pods: `dev_center_api`. */
export function databaseName(owner: string): string {
  return owner.replaceAll('-', '_');
}

/**
 * Name of the ServiceAccount, the role's workload and the pod label of the Job that creates a database's user:
 * `identity-database-user`.
 */
export function databaseUserWorkload(owner: string, need: string): string {
  return `${owner}-${kebabCase(need)}-user`;
}

/** Name of that Job, which ends in the start of a digest of its content. At most 63 characters, as of any Job. */
export function databaseUserJob(owner: string, need: string, digest: string): string {
  return `${databaseUserWorkload(owner, need)}-${digest.slice(0, 10)}`;
}

/** Name of the dead-letter queue of a queue. At most 80 characters, as of any queue. */
export function deadLetterQueueName(queue: string): string {
  return `${queue}-dlq`;
}

/** URL of an SQS queue. */
export function queueUrl(region: string, accountId: string, queue: string): string {
  return `https://sqs.${region}.amazonaws.com/${accountId}/${queue}`;
}

/** Name of an app's ECR repository: `riven/identity`. */
export function ecrRepositoryName(platform: string, app: string): string {
  return `${platform}/${app}`;
}

/** Address of an app's ECR repository in the registry account. */
export function ecrRepositoryUrl(
  registry: { readonly id: string; readonly region: string },
  platform: string,
  app: string,
): string {
  return `${registryHost(registry)}/${ecrRepositoryName(platform, app)}`;
}

/**
 * Labels that select exactly an app's pods, in its Service and in network policies. They never change, since a
 * Deployment's selector is immutable.
 */
export function appSelector(app: string): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/name': app, 'app.kubernetes.io/instance': app };
}

/** Label of the nodes of a group. */
export const nodeGroupLabel = 'espalier.dev/node-group';

/** Key of the taint on the nodes of a dedicated group; the value is its purpose. */
export const dedicatedTaint = 'espalier.dev/dedicated-to';

/** Key of the taint on nodes of an old generation: they accept no new pods. */
export const retiringTaint = 'espalier.dev/retiring';

/** Architecture of an EC2 instance type: Graviton families have a `g` after the generation, such as `m7g` and `c8gn`. */
export function architectureOf(instanceType: string): 'x86_64' | 'arm64' {
  return /^(a1|[a-z]+\d+g[a-z]*)\./.test(instanceType) ? 'arm64' : 'x86_64';
}

export * from './accounts.ts';
export * from './arns.ts';
export * from './hosts.ts';
export * from './images.ts';
export * from './stacks.ts';
