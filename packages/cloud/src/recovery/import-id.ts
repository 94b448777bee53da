import type { Stack } from '../stacks/index.ts';

/** The inputs of a pending creation in the state, with names that Pulumi generated. */
type Inputs = Readonly<Record<string, unknown>>;

type IdOf = (value: (path: string) => string, stack: Stack) => string;

const named: IdOf = (value) => value('name');
const bucket: IdOf = (value) => value('bucket');
const account: IdOf = (_value, { account: { id } }) => id;

/**
 * The id for `pulumi import`, by type, if it follows from the inputs; `undefined` where AWS makes it up. A test refuses
 * a planned type without a row.
 *
 * Source: the import section of each resource, https://www.pulumi.com/registry/packages/aws/api-docs/
 */
export const importIds: Readonly<Record<string, IdOf | undefined>> = {
  'aws:accessanalyzer/analyzer:Analyzer': (value) => value('analyzerName'),
  'aws:accessanalyzer/archiveRule:ArchiveRule': (value) => `${value('analyzerName')}/${value('ruleName')}`,
  'aws:acm/certificate:Certificate': undefined,
  'aws:acm/certificateValidation:CertificateValidation': undefined,
  'aws:autoscaling/tag:Tag': (value) => `${value('autoscalingGroupName')},${value('tag.key')}`,
  'aws:backup/plan:Plan': undefined,
  'aws:backup/selection:Selection': undefined,
  'aws:backup/vault:Vault': named,
  'aws:backup/vaultLockConfiguration:VaultLockConfiguration': (value) => value('backupVaultName'),
  'aws:cloudwatch/dashboard:Dashboard': (value) => value('dashboardName'),
  'aws:cloudwatch/logGroup:LogGroup': named,
  'aws:cloudwatch/metricAlarm:MetricAlarm': named,
  'aws:dynamodb/table:Table': named,
  'aws:ec2/defaultSecurityGroup:DefaultSecurityGroup': undefined,
  'aws:ec2/eip:Eip': undefined,
  'aws:ec2/flowLog:FlowLog': undefined,
  'aws:ec2/internetGateway:InternetGateway': undefined,
  'aws:ec2/launchTemplate:LaunchTemplate': undefined,
  'aws:ec2/natGateway:NatGateway': undefined,
  'aws:ec2/route:Route': (value) => `${value('routeTableId')}_${value('destinationCidrBlock')}`,
  'aws:ec2/routeTable:RouteTable': undefined,
  'aws:ec2/routeTableAssociation:RouteTableAssociation': (value) => `${value('subnetId')}/${value('routeTableId')}`,
  'aws:ec2/securityGroup:SecurityGroup': undefined,
  'aws:ec2/subnet:Subnet': undefined,
  'aws:ec2/vpc:Vpc': undefined,
  'aws:ec2/vpcEndpoint:VpcEndpoint': undefined,
  'aws:ecr/accountSetting:AccountSetting': named,
  'aws:ecr/lifecyclePolicy:LifecyclePolicy': (value) => value('repository'),
  'aws:ecr/pullThroughCacheRule:PullThroughCacheRule': (value) => value('ecrRepositoryPrefix'),
  'aws:ecr/registryPolicy:RegistryPolicy': account,
  'aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration': account,
  'aws:ecr/repository:Repository': named,
  'aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate': (value) => value('prefix'),
  'aws:ecr/repositoryPolicy:RepositoryPolicy': (value) => value('repository'),
  'aws:eks/accessEntry:AccessEntry': (value) => `${value('clusterName')}:${value('principalArn')}`,
  'aws:eks/accessPolicyAssociation:AccessPolicyAssociation': (value) =>
    `${value('clusterName')}#${value('principalArn')}#${value('policyArn')}`,
  'aws:eks/addon:Addon': (value) => `${value('clusterName')}:${value('addonName')}`,
  'aws:eks/cluster:Cluster': named,
  'aws:eks/nodeGroup:NodeGroup': (value) => `${value('clusterName')}:${value('nodeGroupName')}`,
  'aws:elasticache/replicationGroup:ReplicationGroup': (value) => value('replicationGroupId'),
  'aws:elasticache/serverlessCache:ServerlessCache': named,
  'aws:elasticache/subnetGroup:SubnetGroup': named,
  'aws:elasticache/user:User': (value) => value('userId'),
  'aws:elasticache/userGroup:UserGroup': (value) => value('userGroupId'),
  'aws:iam/openIdConnectProvider:OpenIdConnectProvider': (value, { account: { id } }) =>
    `arn:aws:iam::${id}:oidc-provider/${value('url').replace(/^https:\/\//, '')}`,
  'aws:iam/role:Role': named,
  'aws:iam/rolePolicy:RolePolicy': (value) => `${value('role')}:${value('name')}`,
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': (value) => `${value('role')}/${value('policyArn')}`,
  'aws:kms/alias:Alias': named,
  'aws:kms/key:Key': undefined,
  'aws:rds/instance:Instance': (value) => value('identifier'),
  'aws:rds/parameterGroup:ParameterGroup': named,
  'aws:rds/subnetGroup:SubnetGroup': named,
  'aws:route53/record:Record': (value) => `${value('zoneId')}_${value('name')}_${value('type')}`,
  'aws:route53/zone:Zone': undefined,
  'aws:s3/bucket:Bucket': bucket,
  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration': bucket,
  'aws:s3/bucketOwnershipControls:BucketOwnershipControls': bucket,
  'aws:s3/bucketPolicy:BucketPolicy': bucket,
  'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock': bucket,
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration': bucket,
  'aws:s3/bucketVersioning:BucketVersioning': bucket,
  // Only its ARN is accepted, which ends in characters that AWS generates.
  'aws:secretsmanager/secret:Secret': undefined,
  'aws:secretsmanager/secretVersion:SecretVersion': undefined,
  'aws:sns/topic:Topic': (value, { region, account: { id } }) => `arn:aws:sns:${region}:${id}:${value('name')}`,
  'aws:sns/topicPolicy:TopicPolicy': (value) => value('arn'),
  'aws:sns/topicSubscription:TopicSubscription': undefined,
  'aws:sqs/queue:Queue': (value, { region, account: { id } }) =>
    `https://sqs.${region}.amazonaws.com/${id}/${value('name')}`,
  'aws:sqs/queuePolicy:QueuePolicy': (value) => value('queueUrl'),
  'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule': undefined,
};

/**
 * The id for `pulumi import` of a resource that was about to be created.
 *
 * @returns `undefined` if only AWS knows it, or if an input that it needs is not in the state
 */
export function importId(type: string, inputs: Inputs, stack: Stack): string | undefined {
  const unknown: string[] = [];
  const id = importIds[type]?.((path) => {
    const value = path.split('.').reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), inputs);
    if (typeof value === 'string' && value !== '') return value;
    unknown.push(path);
    return '';
  }, stack);
  return unknown.length === 0 ? id : undefined;
}
