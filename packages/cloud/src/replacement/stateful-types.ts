/** What is known of a resource type whose resources hold what no program can make again. */
export interface StatefulType {
  /** What a replacement would lose. */
  readonly holds: string;
  /** Inputs whose change replaces the resource; a dot leads into an object. */
  readonly replacedBy: readonly string[];
  /** Where that is written: `ForceNew` in the schema of the Terraform provider that Pulumi's is made from. */
  readonly source: string;
}

const service = 'https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service';

/** Every resource of a region has this input, and moves to another region only as another resource. */
const region = 'region';

/**
 * Resource types that hold state, by Pulumi's token. A plan shows a change of inputs and not that the provider answers it
 * with a replacement, which is why it is written down here.
 */
export const statefulTypes: Readonly<Record<string, StatefulType>> = {
  'aws:backup/vault:Vault': {
    holds: 'the recovery points of databases and tables',
    replacedBy: ['kmsKeyArn', 'name', region],
    source: `${service}/backup/vault.go`,
  },
  'aws:cloudwatch/logGroup:LogGroup': {
    holds: 'logs',
    replacedBy: ['logGroupClass', 'name', 'namePrefix', region],
    source: `${service}/logs/group.go`,
  },
  'aws:dynamodb/table:Table': {
    holds: 'items',
    replacedBy: [
      'hashKey',
      'importTable',
      'localSecondaryIndexes',
      'name',
      'rangeKey',
      region,
      'restoreDateTime',
      'restoreSourceName',
      'restoreSourceTableArn',
      'restoreToLatestTime',
    ],
    source: `${service}/dynamodb/table.go`,
  },
  'aws:ec2/subnet:Subnet': {
    holds: 'the addresses of everything in it, which has to move with it',
    replacedBy: [
      'availabilityZone',
      'availabilityZoneId',
      'cidrBlock',
      'ipv4IpamPoolId',
      'ipv4NetmaskLength',
      'ipv6IpamPoolId',
      'ipv6Native',
      'ipv6NetmaskLength',
      'outpostArn',
      region,
      'vpcId',
    ],
    source: `${service}/ec2/vpc_subnet.go`,
  },
  'aws:ec2/vpc:Vpc': {
    holds: 'the network of everything in it, which has to move with it',
    // From dedicated to default tenancy it is updated, the other way it is replaced.
    replacedBy: ['cidrBlock', 'instanceTenancy', 'ipv4IpamPoolId', 'ipv4NetmaskLength', region],
    source: `${service}/ec2/vpc_.go`,
  },
  'aws:ecr/repository:Repository': {
    holds: 'images',
    replacedBy: ['encryptionConfigurations', 'name', region],
    source: `${service}/ecr/repository.go`,
  },
  'aws:eks/cluster:Cluster': {
    holds: 'every object and volume of the cluster',
    replacedBy: [
      'accessConfig.bootstrapClusterCreatorAdminPermissions',
      'bootstrapSelfManagedAddons',
      'computeConfig.nodeRoleArn',
      'encryptionConfig',
      'kubernetesNetworkConfig.ipFamily',
      'kubernetesNetworkConfig.serviceIpv4Cidr',
      'name',
      'outpostConfig',
      region,
      'remoteNetworkConfig',
      'roleArn',
    ],
    source: `${service}/eks/cluster.go`,
  },
  'aws:kms/key:Key': {
    holds: 'the only way to read what is encrypted with it',
    replacedBy: ['customKeyStoreId', 'customerMasterKeySpec', 'keyUsage', 'multiRegion', region, 'xksKeyId'],
    source: `${service}/kms/key.go`,
  },
  'aws:rds/instance:Instance': {
    holds: 'the database',
    replacedBy: [
      'availabilityZone',
      'backupTarget',
      'characterSetName',
      'customIamInstanceProfile',
      'dbName',
      'engine',
      'kmsKeyId',
      'ncharCharacterSetName',
      region,
      'restoreToPointInTime',
      'snapshotIdentifier',
      'storageEncrypted',
      'timezone',
      'username',
    ],
    source: `${service}/rds/instance.go`,
  },
  'aws:route53/zone:Zone': {
    holds: 'the name servers that the domain is delegated to',
    replacedBy: ['delegationSetId', 'name'],
    source: `${service}/route53/zone.go`,
  },
  'aws:s3/bucket:Bucket': {
    holds: 'objects',
    replacedBy: ['bucket', 'bucketNamespace', 'bucketPrefix', 'objectLockEnabled', region],
    source: `${service}/s3/bucket.go`,
  },
  'aws:secretsmanager/secret:Secret': {
    holds: 'a value that a human put there',
    replacedBy: ['name', 'namePrefix', region],
    source: `${service}/secretsmanager/secret.go`,
  },
  'aws:sqs/queue:Queue': {
    holds: 'messages that nobody has handled yet',
    replacedBy: ['fifoQueue', 'name', 'namePrefix', region],
    source: `${service}/sqs/queue.go`,
  },
  'eks:index:Cluster': {
    holds: 'every object and volume of the cluster',
    // Its own inputs for those of the cluster that it makes.
    replacedBy: [
      'bootstrapSelfManagedAddons',
      'encryptionConfigKeyArn',
      'ipFamily',
      'kubernetesServiceIpAddressRange',
      'name',
      'serviceRole',
    ],
    source: 'https://github.com/pulumi/pulumi-eks/tree/master/nodejs/eks',
  },
};
