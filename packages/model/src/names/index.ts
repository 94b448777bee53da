/**
 * Every derived name and ARN, one function each. Both projections call these, so that nothing is copied by hand.
 *
 * What is global to an account carries the platform; what belongs to an environment, its name as well; what belongs to
 * a cluster, both. Bucket names end in account and region, since they are global to AWS.
 */
import { kebabCase } from './case.ts';
import { registryHost } from './images.ts';

export { camelCaseToEnvironmentPrefix, kebabCase } from './case.ts';

/** PriorityClasses of what the platform itself runs: on every node, and elsewhere. */
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

/** What `roleName` takes as the workload of a namespace's SecretStore. */
export function secretStoreWorkload(namespace: string): string {
  return `secrets-${namespace}`;
}

/** Name of the SecretStore of a namespace, and of the ServiceAccount it reads secrets as. */
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

/** Name of the volume in a pod that holds a need's secret as files: `secret-signing-key`. */
export function secretVolume(need: string): string {
  return `secret-${kebabCase(need)}`;
}

/** A need and its owner, by their names in an environment. */
export interface OwnedNeed {
  readonly platform: string;
  readonly environment: string;
  /** App or addon; for what each cluster of an environment has of its own, the addon with its cluster. */
  readonly owner: string;
  /** In camel case. */
  readonly need: string;
}

/** A need whose secret lies under its owner's namespace. */
export interface OwnedSecret extends OwnedNeed {
  readonly namespace: string;
}

/**
 * Name in AWS of what a need asks for: of a table, a queue, an RDS instance or a cache, such as
 * `riven-production-identity-sessions`. The limits of the services differ; the model refuses longer names.
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

/** Name of an app's database inside its instance, and of the user its pods log in as: `dev_center_api`. */
export function databaseName(owner: string): string {
  return owner.replaceAll('-', '_');
}

/** ServiceAccount of the Job that creates a database's user, workload of its role, and label of its pods: `identity-database-user`. */
export function databaseUserWorkload(owner: string, need: string): string {
  return `${owner}-${kebabCase(need)}-user`;
}

/** Name of that Job, which ends in some of a digest of what it does. At most 63 characters, as of any Job. */
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
 * Labels that select an app's pods and nothing else, in its Service as in network policies. They never change, since a
 * Deployment's selector cannot.
 */
export function appSelector(app: string): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/name': app, 'app.kubernetes.io/instance': app };
}

/** Label that the nodes of a group carry. */
export const nodeGroupLabel = 'espalier.dev/node-group';

/** Key of the taint on the nodes of a dedicated group; the value is what they are dedicated to. */
export const dedicatedTaint = 'espalier.dev/dedicated-to';

/** Key of the taint on nodes of a generation that is going: they take no new pods. */
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
