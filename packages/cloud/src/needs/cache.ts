import { names, type NeedOf } from '@espalier/model';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { alarm } from './alarm.ts';
import type { NeedInCloud, NeedContext } from './need-in-cloud.ts';
import { logicalName } from './logical-name.ts';
import { tagsOf } from './tags.ts';
import { windows } from './windows.ts';

const port = 6379;

/**
 * ElastiCache for Valkey in the environment's data subnets, serverless or with nodes of one type.
 *
 * - Clients connect over TLS as the one user of the cache, which IAM authenticates: there is no password.
 * - Its security group lets the environment's pods in, on its port alone. The NetworkPolicy of its app decides which.
 * - It holds copies that its app can make again. So it is neither protected nor backed up.
 * - AWS alone knows its host, which pods read from a secret of computed path. There is nothing secret in it.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
export const cache: NeedInCloud<'cache'> = {
  component: 'Cache',

  provide(need, around) {
    const name = logicalName(need, around);
    const { parent, dataKeyArn } = around;
    const own = { parent };
    const tags = tagsOf(need, around);
    const description = `${need.name} of ${around.owner}`;
    const securityGroup = new aws.ec2.SecurityGroup(
      name,
      {
        name: need.cache,
        description: `Clients of ${need.cache}`,
        vpcId: around.vpcId,
        tags: { ...tags, Name: need.cache },
      },
      own,
    );
    for (const [index, block] of around.environment.network.tiers.workloads.blocks.entries()) {
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-${index + 1}`,
        {
          securityGroupId: securityGroup.id,
          cidrIpv4: block,
          ipProtocol: 'tcp',
          fromPort: port,
          toPort: port,
          description: `Pods of ${around.environment.name}`,
        },
        own,
      );
    }
    const user = new aws.elasticache.User(
      name,
      {
        userId: need.cache,
        // IAM authentication wants both to be the same.
        userName: need.cache,
        engine: 'valkey',
        accessString: 'on ~* &* +@all -@dangerous',
        authenticationMode: { type: 'iam' },
        tags,
      },
      own,
    );
    const group = new aws.elasticache.UserGroup(
      name,
      { userGroupId: need.cache, engine: 'valkey', userIds: [user.userId], tags },
      own,
    );
    const common = { description, engine: 'valkey', kmsKeyId: dataKeyArn, securityGroupIds: [securityGroup.id], tags };
    const host =
      'maxGigabytes' in need.runs
        ? serverless(need, need.runs, { ...common, userGroupId: group.userGroupId }, around)
        : nodes(need, need.runs, { ...common, userGroupIds: [group.userGroupId] }, around);
    const secret = new aws.secretsmanager.Secret(
      name,
      {
        name: need.secretPath,
        description: `Where ${need.cache} is; nothing in it is secret.`,
        kmsKeyId: dataKeyArn,
        // It is made again with the cache: a name that waits for its deletion would be in the way.
        recoveryWindowInDays: 0,
        tags,
      },
      own,
    );
    new aws.secretsmanager.SecretVersion(
      name,
      { secretId: secret.id, secretString: pulumi.jsonStringify({ host, port: String(port) }) },
      own,
    );
    watch(need, around);
    return {};
  },

  statements({ cache: name, runs }, { environment: { account, region } }) {
    const isServerless = 'maxGigabytes' in runs;
    return [
      {
        actions: ['elasticache:Connect'],
        resources: names.cacheArns(region, account.id, { name, isServerless }),
      },
    ];
  },
};

/** A cache without nodes: AWS scales it, and it spans the zones of its subnets. */
function serverless(
  need: NeedOf<'cache'>,
  { maxGigabytes }: { readonly maxGigabytes: number },
  common: Omit<aws.elasticache.ServerlessCacheArgs, 'name'>,
  around: NeedContext,
): pulumi.Output<string> {
  const made = new aws.elasticache.ServerlessCache(
    logicalName(need, around),
    {
      ...common,
      name: need.cache,
      majorEngineVersion: need.version.split('.')[0] ?? need.version,
      cacheUsageLimits: { dataStorage: { maximum: maxGigabytes, unit: 'GB' } },
      subnetIds: [...around.dataSubnetIds],
    },
    { parent: around.parent },
  );
  return made.endpoints.apply(([endpoint]) => endpoint?.address ?? '');
}

/** One shard: a primary node, and a replica in another zone where the environment spreads its data. */
function nodes(
  need: NeedOf<'cache'>,
  { nodeType, nodes: count }: { readonly nodeType: string; readonly nodes: number },
  common: Omit<aws.elasticache.ReplicationGroupArgs, 'replicationGroupId'>,
  around: NeedContext,
): pulumi.Output<string> {
  const own = { parent: around.parent };
  const name = logicalName(need, around);
  const subnetGroup = new aws.elasticache.SubnetGroup(
    name,
    { name: need.cache, description: `Data subnets for ${need.cache}`, subnetIds: [...around.dataSubnetIds] },
    own,
  );
  const made = new aws.elasticache.ReplicationGroup(
    name,
    {
      ...common,
      replicationGroupId: need.cache,
      engineVersion: need.version,
      // The version is one line of a definition: AWS would change it without that line.
      autoMinorVersionUpgrade: false,
      nodeType,
      numCacheClusters: count,
      automaticFailoverEnabled: count > 1,
      multiAzEnabled: count > 1,
      port,
      subnetGroupName: subnetGroup.name,
      transitEncryptionEnabled: true,
      transitEncryptionMode: 'required',
      atRestEncryptionEnabled: true,
      maintenanceWindow: windows.databaseMaintenance,
    },
    own,
  );
  return made.primaryEndpointAddress;
}

function watch(need: NeedOf<'cache'>, around: NeedContext): void {
  const { cache: name, runs } = need;
  const isServerless = 'maxGigabytes' in runs;
  alarm(
    `${logicalName(need, around)}-full`,
    {
      namespace: 'AWS/ElastiCache',
      statistic: 'Maximum',
      is: 'above',
      minutes: 15,
      ...(isServerless
        ? {
            name: `${name}: throttled`,
            description: `${name} refuses commands: it is at the limit of its data or of its rate. ${around.owner} asks for 'maxGigabytes'.`,
            metricName: 'ThrottledCmds',
            dimensions: { clusterId: name },
            threshold: 0,
          }
        : {
            name: `${name}: memory`,
            description: `${name} is nearly full and will evict keys. ${around.owner} asks for its 'nodeType'.`,
            metricName: 'DatabaseMemoryUsagePercentage',
            dimensions: { CacheClusterId: `${name}-001` },
            threshold: 90,
          }),
    },
    around,
  );
}
