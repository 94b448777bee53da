/** Permissions for creating resources of a type, beyond reading. */
export interface TypeInIam {
  /** Prefixes of the IAM actions that create, change and delete them; none for `iam`, which `apply` lists in full. */
  readonly services: readonly string[];
  /** Services that create their service-linked role with the first such resource. */
  readonly linkedRoles?: readonly string[];
  /** Services that receive a role (`iam:PassRole`). */
  readonly passesRoleTo?: readonly string[];
}

/** A global service, so that no condition on the region applies. */
export const globalServices: ReadonlySet<string> = new Set(['route53']);

/**
 * Every type that a stack plans, by Pulumi's token, and dashboards, which apps may create in `cloud.ts`. The role
 * `apply` is derived from it. A test refuses a planned type without a row, and a row without a planned type. A plan
 * warns about other types in apps' own programs.
 *
 * Linked roles: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html and the
 * linked pages of the services.
 */
export const plannedTypes: Readonly<Record<string, TypeInIam>> = {
  'aws:accessanalyzer/analyzer:Analyzer': { services: ['access-analyzer'], linkedRoles: ['access-analyzer'] },
  'aws:accessanalyzer/archiveRule:ArchiveRule': { services: ['access-analyzer'] },
  'aws:acm/certificate:Certificate': { services: ['acm'] },
  'aws:acm/certificateValidation:CertificateValidation': { services: ['acm'] },
  'aws:autoscaling/tag:Tag': { services: ['autoscaling'] },
  'aws:backup/plan:Plan': { services: ['backup'] },
  'aws:backup/selection:Selection': { services: ['backup'], linkedRoles: ['backup'], passesRoleTo: ['backup'] },
  // A vault with a customer managed key: https://docs.aws.amazon.com/aws-backup/latest/devguide/access-control.html
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
  // The service-linked role for NAT gateways is for regional ones; these are zonal.
  'aws:ec2/natGateway:NatGateway': { services: ['ec2'] },
  'aws:ec2/route:Route': { services: ['ec2'] },
  'aws:ec2/routeTable:RouteTable': { services: ['ec2'] },
  'aws:ec2/routeTableAssociation:RouteTableAssociation': { services: ['ec2'] },
  'aws:ec2/securityGroup:SecurityGroup': { services: ['ec2'] },
  'aws:ec2/subnet:Subnet': { services: ['ec2'] },
  'aws:ec2/vpc:Vpc': { services: ['ec2'] },
  // A private DNS name is a zone of Route 53:
  // https://docs.aws.amazon.com/vpc/latest/privatelink/security_iam_id-based-policy-examples.html
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
  // AWS documents no value of the condition for the role of a ServiceAccount, so both are allowed.
  'aws:eks/addon:Addon': { services: ['eks'], passesRoleTo: ['eks', 'pods.eks'] },
  // EKS and Auto Scaling start the first nodes with the caller's permissions.
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
  // A serverless cache has a VPC endpoint, which the caller creates.
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
  // A customer managed key encrypts storage and master password; RDS creates the password's secret with the caller's
  // permissions: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
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
  // A plugin's component, which creates an `aws:eks/cluster:Cluster` and rules of its security groups.
  'eks:index:Cluster': { services: ['eks', 'ec2', 'kms'], linkedRoles: ['eks'], passesRoleTo: ['eks'] },
};

/** The sorted unique values of one column of the table. */
export function allOf(column: keyof TypeInIam): readonly string[] {
  return [...new Set(Object.values(plannedTypes).flatMap((row) => row[column] ?? []))].sort();
}
