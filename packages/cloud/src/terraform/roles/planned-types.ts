/** What creating resources of a type takes, beyond reading. */
export interface TypeInIam {
  /** Prefixes of the IAM actions that create, change and delete them; none for `iam`, which `apply` spells out. */
  readonly services: readonly string[];
  /** Services that may create a role of their own, linked to them, when the first of these is created. */
  readonly linkedRoles?: readonly string[];
  /** Services to which a role is passed. */
  readonly passesRoleTo?: readonly string[];
}

/** Not in a region, so that no condition on the region applies. */
export const globalServices: ReadonlySet<string> = new Set(['route53']);

/**
 * Every type that a stack plans, by Pulumi's token, and a dashboard, which apps have without a need for it. The role that
 * brings stacks up is derived from it, and a test refuses a planned type without a row and a row without a planned type. Of
 * other types in apps' own programs, a plan warns.
 *
 * Linked roles: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html and the
 * pages of the services that it leads to.
 */
export const plannedTypes: Readonly<Record<string, TypeInIam>> = {
  'aws:accessanalyzer/analyzer:Analyzer': { services: ['access-analyzer'], linkedRoles: ['access-analyzer'] },
  'aws:accessanalyzer/archiveRule:ArchiveRule': { services: ['access-analyzer'] },
  'aws:acm/certificate:Certificate': { services: ['acm'] },
  'aws:acm/certificateValidation:CertificateValidation': { services: ['acm'] },
  'aws:autoscaling/tag:Tag': { services: ['autoscaling'] },
  'aws:backup/plan:Plan': { services: ['backup'] },
  'aws:backup/selection:Selection': { services: ['backup'], linkedRoles: ['backup'], passesRoleTo: ['backup'] },
  // A vault with a key of ours: https://docs.aws.amazon.com/aws-backup/latest/devguide/access-control.html
  'aws:backup/vault:Vault': { services: ['backup', 'backup-storage', 'kms'] },
  'aws:backup/vaultLockConfiguration:VaultLockConfiguration': { services: ['backup'] },
  'aws:cloudwatch/dashboard:Dashboard': { services: ['cloudwatch'] },
  'aws:cloudwatch/logGroup:LogGroup': { services: ['logs', 'kms'] },
  'aws:cloudwatch/metricAlarm:MetricAlarm': { services: ['cloudwatch'] },
  'aws:dynamodb/table:Table': { services: ['dynamodb', 'kms'] },
  'aws:ec2/defaultSecurityGroup:DefaultSecurityGroup': { services: ['ec2'] },
  'aws:ec2/eip:Eip': { services: ['ec2'] },
  'aws:ec2/flowLog:FlowLog': { services: ['ec2', 'logs'], passesRoleTo: ['vpc-flow-logs'] },
  'aws:ec2/internetGateway:InternetGateway': { services: ['ec2'] },
  'aws:ec2/launchTemplate:LaunchTemplate': { services: ['ec2'] },
  // The role linked to NAT gateways is for those of a whole region, and ours are of one zone.
  'aws:ec2/natGateway:NatGateway': { services: ['ec2'] },
  'aws:ec2/route:Route': { services: ['ec2'] },
  'aws:ec2/routeTable:RouteTable': { services: ['ec2'] },
  'aws:ec2/routeTableAssociation:RouteTableAssociation': { services: ['ec2'] },
  'aws:ec2/securityGroup:SecurityGroup': { services: ['ec2'] },
  'aws:ec2/subnet:Subnet': { services: ['ec2'] },
  'aws:ec2/vpc:Vpc': { services: ['ec2'] },
  // A private name is a zone of Route 53: https://docs.aws.amazon.com/vpc/latest/privatelink/security_iam_id-based-policy-examples.html
  'aws:ec2/vpcEndpoint:VpcEndpoint': { services: ['ec2', 'route53'] },
  'aws:ecr/accountSetting:AccountSetting': { services: ['ecr'] },
  'aws:ecr/lifecyclePolicy:LifecyclePolicy': { services: ['ecr'] },
  // https://docs.aws.amazon.com/AmazonECR/latest/userguide/slr-pullthroughcache.html
  'aws:ecr/pullThroughCacheRule:PullThroughCacheRule': { services: ['ecr'], linkedRoles: ['pullthroughcache.ecr'] },
  'aws:ecr/registryPolicy:RegistryPolicy': { services: ['ecr'] },
  'aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration': { services: ['ecr'] },
  'aws:ecr/repository:Repository': { services: ['ecr'] },
  // https://docs.aws.amazon.com/AmazonECR/latest/userguide/slr-rct.html
  'aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate': { services: ['ecr'], linkedRoles: ['ecr'] },
  'aws:ecr/repositoryPolicy:RepositoryPolicy': { services: ['ecr'] },
  'aws:eks/accessEntry:AccessEntry': { services: ['eks'] },
  'aws:eks/accessPolicyAssociation:AccessPolicyAssociation': { services: ['eks'] },
  // AWS documents no value of the condition for a role of a ServiceAccount: either.
  'aws:eks/addon:Addon': { services: ['eks'], passesRoleTo: ['eks', 'pods.eks'] },
  // EKS starts the first nodes in the name of the caller, and so does the service of Auto Scaling groups.
  'aws:eks/nodeGroup:NodeGroup': {
    services: ['eks', 'ec2', 'autoscaling'],
    linkedRoles: ['autoscaling', 'eks-nodegroup'],
    passesRoleTo: ['ec2', 'eks'],
  },
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/using-service-linked-roles.html
  'aws:elasticache/replicationGroup:ReplicationGroup': {
    services: ['elasticache', 'ec2', 'kms'],
    linkedRoles: ['elasticache'],
  },
  // A serverless cache is reached by a VPC endpoint, which the caller creates.
  'aws:elasticache/serverlessCache:ServerlessCache': {
    services: ['elasticache', 'ec2', 'kms'],
    linkedRoles: ['elasticache'],
  },
  'aws:elasticache/subnetGroup:SubnetGroup': { services: ['elasticache', 'ec2'] },
  'aws:elasticache/user:User': { services: ['elasticache'] },
  'aws:elasticache/userGroup:UserGroup': { services: ['elasticache'] },
  'aws:iam/openIdConnectProvider:OpenIdConnectProvider': { services: [] },
  'aws:iam/role:Role': { services: [] },
  'aws:iam/rolePolicy:RolePolicy': { services: [] },
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': { services: [] },
  'aws:kms/alias:Alias': { services: ['kms'] },
  'aws:kms/key:Key': { services: ['kms'] },
  // Storage and master password under a key of ours, the password in a secret that RDS creates for the caller:
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
  'aws:rds/instance:Instance': { services: ['rds', 'kms', 'secretsmanager'], linkedRoles: ['rds'] },
  'aws:rds/parameterGroup:ParameterGroup': { services: ['rds'] },
  'aws:rds/subnetGroup:SubnetGroup': { services: ['rds'] },
  'aws:route53/record:Record': { services: ['route53'] },
  'aws:route53/zone:Zone': { services: ['route53'] },
  'aws:s3/bucket:Bucket': { services: ['s3'] },
  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration': { services: ['s3'] },
  'aws:s3/bucketOwnershipControls:BucketOwnershipControls': { services: ['s3'] },
  'aws:s3/bucketPolicy:BucketPolicy': { services: ['s3'] },
  'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock': { services: ['s3'] },
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration': { services: ['s3'] },
  'aws:s3/bucketVersioning:BucketVersioning': { services: ['s3'] },
  'aws:secretsmanager/secret:Secret': { services: ['secretsmanager', 'kms'] },
  'aws:secretsmanager/secretVersion:SecretVersion': { services: ['secretsmanager', 'kms'] },
  'aws:sns/topic:Topic': { services: ['sns'] },
  'aws:sns/topicPolicy:TopicPolicy': { services: ['sns'] },
  'aws:sns/topicSubscription:TopicSubscription': { services: ['sns'] },
  'aws:sqs/queue:Queue': { services: ['sqs'] },
  'aws:sqs/queuePolicy:QueuePolicy': { services: ['sqs'] },
  'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule': { services: ['ec2'] },
  // A component of a plugin, which creates an `aws:eks/cluster:Cluster` and rules of its security groups.
  'eks:index:Cluster': { services: ['eks', 'ec2', 'kms'], linkedRoles: ['eks'], passesRoleTo: ['eks'] },
};

/** Values of one column of the table, each once, sorted. */
export function allOf(column: keyof TypeInIam): readonly string[] {
  return [...new Set(Object.values(plannedTypes).flatMap((row) => row[column] ?? []))].sort();
}
