/** What is known of a resource type whose resources hold what no program can make again. */
export interface StatefulType {
  /** What a replacement would lose. */
  readonly holds: string;
  /** Inputs whose change replaces the resource; a dot leads into an object. */
  readonly replacedBy: readonly string[];
  /** What works in place of a replacement: sentences or commands, each an alternative to taking the change back. */
  readonly instead: readonly string[];
  /** Where that is written: `ForceNew` in the schema of the Terraform provider that Pulumi's is made from. */
  readonly source: string;
}

const service = 'https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service';

const anotherNeed = 'Or give the need another name, so that the new one stands next to this one.';
const anotherEnvironment =
  'Or make another environment next to this one, release the apps to it, and take this one down: docs/guides/cloud-from-an-empty-account-to-a-running-cluster.md.';
const anotherCluster =
  'Or make another cluster next to this one, move to it, and take this one down: docs/guides/cloud-from-an-empty-account-to-a-running-cluster.md.';

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
    instead: ['Or give the new vault another name; the recovery points of this one stay in it until they expire.'],
    source: `${service}/backup/vault.go`,
  },
  'aws:cloudwatch/logGroup:LogGroup': {
    holds: 'logs',
    replacedBy: ['logGroupClass', 'name', 'namePrefix', region],
    instead: ['Or export the logs first: aws logs create-export-task.'],
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
    instead: [
      `${anotherNeed} Copy the items (aws dynamodb export-table-to-point-in-time, then import-table), then take the old need out.`,
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
    instead: [anotherEnvironment],
    source: `${service}/ec2/vpc_subnet.go`,
  },
  'aws:ec2/vpc:Vpc': {
    holds: 'the network of everything in it, which has to move with it',
    // From dedicated to default tenancy it is updated, the other way it is replaced.
    replacedBy: ['cidrBlock', 'instanceTenancy', 'ipv4IpamPoolId', 'ipv4NetmaskLength', region],
    instead: [anotherEnvironment],
    source: `${service}/ec2/vpc_.go`,
  },
  'aws:ecr/repository:Repository': {
    holds: 'images',
    replacedBy: ['encryptionConfigurations', 'name', region],
    instead: ['Or push what still runs to the new repository before anything pulls from it.'],
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
    instead: [anotherCluster],
    source: `${service}/eks/cluster.go`,
  },
  'aws:kms/key:Key': {
    holds: 'the only way to read what is encrypted with it',
    replacedBy: ['customKeyStoreId', 'customerMasterKeySpec', 'keyUsage', 'multiRegion', region, 'xksKeyId'],
    instead: ['Or make another key next to this one, and keep this one for as long as anything is encrypted with it.'],
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
    instead: [`${anotherNeed} Copy the data (pg_dump, then pg_restore), then take the old need out.`],
    source: `${service}/rds/instance.go`,
  },
  'aws:route53/zone:Zone': {
    holds: 'the name servers that the domain is delegated to',
    replacedBy: ['delegationSetId', 'name'],
    instead: [
      'Or make the new zone next to this one, delegate the domain to its name servers, and delete this one when no resolver has it in its cache.',
    ],
    source: `${service}/route53/zone.go`,
  },
  'aws:s3/bucket:Bucket': {
    holds: 'objects',
    replacedBy: ['bucket', 'bucketNamespace', 'bucketPrefix', 'objectLockEnabled', region],
    instead: [`${anotherNeed} Copy the objects (aws s3 sync), then take the old need out.`],
    source: `${service}/s3/bucket.go`,
  },
  'aws:secretsmanager/secret:Secret': {
    holds: 'a value that a human put there',
    replacedBy: ['name', 'namePrefix', region],
    instead: [
      'Or let it be replaced: AWS keeps the old secret, the new one is empty until someone writes its value, and pods that read it start only then.',
    ],
    source: `${service}/secretsmanager/secret.go`,
  },
  'aws:sqs/queue:Queue': {
    holds: 'messages that nobody has handled yet',
    replacedBy: ['fifoQueue', 'name', 'namePrefix', region],
    instead: [`${anotherNeed} Take the old need out when the old queue is empty.`],
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
    instead: [anotherCluster],
    source: 'https://github.com/pulumi/pulumi-eks/tree/master/nodejs/eks',
  },
};
