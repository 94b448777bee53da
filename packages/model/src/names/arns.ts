/** ARNs computed from names, so that policies can be written before the resources exist. */

/** ARN of a bucket. */
export function bucketArn(bucket: string): string {
  return `arn:aws:s3:::${bucket}`;
}

/** ARN of a DynamoDB table. */
export function tableArn(region: string, accountId: string, table: string): string {
  return `arn:aws:dynamodb:${region}:${accountId}:table/${table}`;
}

/**
 * ARNs of a cache and its user in an IAM policy, for login with IAM authentication.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
export function cacheArns(
  region: string,
  accountId: string,
  cache: { readonly name: string; readonly isServerless: boolean },
): readonly string[] {
  const of = `arn:aws:elasticache:${region}:${accountId}`;
  return [
    `${of}:${cache.isServerless ? 'serverlesscache' : 'replicationgroup'}:${cache.name}`,
    `${of}:user:${cache.name}`,
  ];
}

/** ARN of an SQS queue. */
export function queueArn(region: string, accountId: string, queue: string): string {
  return `arn:aws:sqs:${region}:${accountId}:${queue}`;
}

/** ARN of a secret, or of all under a prefix that ends in `*`; Secrets Manager adds a hyphen and six characters. */
export function secretArn(region: string, accountId: string, path: string): string {
  return `arn:aws:secretsmanager:${region}:${accountId}:secret:${path}`;
}

/**
 * ARN of a database user in an IAM policy, for login with IAM authentication.
 *
 * @param resourceId `db-ABCD…`, which only AWS knows
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
 */
export function databaseUserArn({
  region,
  accountId,
  resourceId,
  user,
}: Readonly<Record<'region' | 'accountId' | 'resourceId' | 'user', string>>): string {
  return `arn:aws:rds-db:${region}:${accountId}:dbuser:${resourceId}/${user}`;
}
