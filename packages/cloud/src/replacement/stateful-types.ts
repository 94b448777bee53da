/** What is known of a stateful resource type. */
export interface StatefulType {
  /** What a replacement would lose. */
  readonly holds: string;
  /** Inputs that replace the resource when they change; a dot separates keys of an object. */
  readonly replacedBy: readonly string[];
  /** Alternatives to a replacement, as sentences or commands, in addition to reverting the change. */
  readonly instead: readonly string[];
  /** The source: `ForceNew` in the schema of the Terraform provider behind Pulumi's. */
  readonly source: string;
}

const service = 'https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service';

const anotherNeed = 'Or rename the need, so that the new one is created next to this one.';
const anotherEnvironment =
  'Or create another environment next to this one, release the apps to it, and destroy this one: docs/guides/cloud-from-an-empty-account-to-a-running-cluster.md.';
const anotherCluster =
  'Or create another cluster next to this one, move to it, and destroy this one: docs/guides/cloud-from-an-empty-account-to-a-running-cluster.md.';

/** Every regional resource has this input; a change of region replaces it. */
const region = 'region';

/**
 * Stateful resource types, by Pulumi's token. A plan shows changed inputs but not replacements, so that this table
 * lists them.
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
      anotherNeed,
      'Copy the items with a script that scans the old table, adds the new key and batch-writes into the new table.',
      'Then remove the old need.',
    ],
    source: `${service}/dynamodb/table.go`,
  },
  'aws:ec2/subnet:Subnet': {
    holds: 'the addresses of everything in it, which must move too',
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
    holds: 'the network of everything in it, which must move too',
    // A change from dedicated to default tenancy is an update; the reverse is a replacement.
    replacedBy: ['cidrBlock', 'instanceTenancy', 'ipv4IpamPoolId', 'ipv4NetmaskLength', region],
    instead: [anotherEnvironment],
    source: `${service}/ec2/vpc_.go`,
  },
  'aws:ecr/repository:Repository': {
    holds: 'images',
    replacedBy: ['encryptionConfigurations', 'name', region],
    instead: ['Or push all images that still run to the new repository before anything pulls from it.'],
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
    holds: 'the only way to decrypt data that is encrypted with it',
    replacedBy: ['customKeyStoreId', 'customerMasterKeySpec', 'keyUsage', 'multiRegion', region, 'xksKeyId'],
    instead: ['Or create another key next to this one, and keep this one as long as anything is encrypted with it.'],
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
    instead: [`${anotherNeed} Copy the data (pg_dump, then pg_restore), then remove the old need.`],
    source: `${service}/rds/instance.go`,
  },
  'aws:route53/zone:Zone': {
    holds: 'the name servers that the domain is delegated to',
    replacedBy: ['delegationSetId', 'name'],
    instead: [
      'Or create the new zone next to this one, delegate the domain to its name servers, and delete this one when no resolver caches it any more.',
    ],
    source: `${service}/route53/zone.go`,
  },
  'aws:s3/bucket:Bucket': {
    holds: 'objects',
    replacedBy: ['bucket', 'bucketNamespace', 'bucketPrefix', 'objectLockEnabled', region],
    instead: [`${anotherNeed} Copy the objects (aws s3 sync), then remove the old need.`],
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
    holds: 'messages that are not processed yet',
    replacedBy: ['fifoQueue', 'name', 'namePrefix', region],
    instead: [`${anotherNeed} Remove the old need when the old queue is empty.`],
    source: `${service}/sqs/queue.go`,
  },
  'eks:index:Cluster': {
    holds: 'every object and volume of the cluster',
    // The component's inputs for the cluster that it creates.
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
