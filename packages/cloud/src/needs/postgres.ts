import { names, type NeedOf } from '@espalier/model';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { Guard } from '../protection/guard.ts';
import { alarm } from './alarm.ts';
import type { NeedInCloud, NeedContext, RoleFacts } from './need-in-cloud.ts';
import { logicalName } from './logical-name.ts';
import { backedUpDaily, tagsOf } from './tags.ts';
import { windows } from './windows.ts';

const port = 5432;

/** User that RDS makes and keeps the password of; people and pods never log in as it, but for the Job that adds users. */
const masterUser = 'postgres';

/** What RDS can grow a volume to, in GiB. */
const largestVolumeGibibytes = 65_536;

const logRetentionDays = 90;

/** Logs that PostgreSQL on RDS can export. */
const exportedLogs = ['postgresql', 'upgrade'];

/**
 * A PostgreSQL instance on RDS in the environment's data subnets.
 *
 * - RDS makes and rotates the master password, so that it is in no state and no file. Blue/green deployments do not go
 *   together with that, so that changes of version wait for the maintenance window instead.
 *   https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/blue-green-deployments-considerations.html
 * - Its security group has no rules: the stack of a cluster adds the one that lets the cluster's pods in.
 * - AWS alone knows its host, which pods read from a secret of computed path. There is nothing secret in it.
 * - Performance Insights and CloudWatch see enough; enhanced monitoring would cost one more role.
 * - What the instance needs stays with it when the stack lets go of it.
 */
export const postgres: NeedInCloud<'postgres'> = {
  component: 'Database',

  provide(need, around) {
    const name = logicalName(need, around);
    const { parent, dataKeyArn } = around;
    const kept = { parent, retainOnDelete: true };
    const tags = tagsOf(need, around);
    const subnetGroup = new aws.rds.SubnetGroup(
      name,
      {
        name: need.instance,
        description: `Data subnets for ${need.instance}`,
        subnetIds: [...around.dataSubnetIds],
        tags,
      },
      kept,
    );
    const securityGroup = new aws.ec2.SecurityGroup(
      name,
      {
        name: need.instance,
        description: `Clients of ${need.instance}; the stacks of clusters add the rules`,
        vpcId: around.vpcId,
        tags: { ...tags, Name: need.instance },
      },
      kept,
    );
    // A version's parameters have a group of their own, or the next version's could not be made while they exist.
    const parameterGroup = new aws.rds.ParameterGroup(
      name,
      {
        name: `${need.instance}-postgres${need.version}`,
        family: `postgres${need.version}`,
        description: `Parameters of ${need.instance} on PostgreSQL ${need.version}`,
        parameters: [{ name: 'rds.force_ssl', value: '1' }],
        tags,
      },
      kept,
    );
    const instance = new aws.rds.Instance(
      name,
      {
        identifier: need.instance,
        engine: 'postgres',
        engineVersion: need.version,
        autoMinorVersionUpgrade: true,
        // The version is one line of a definition that somebody reviewed; RDS takes a snapshot before it upgrades.
        allowMajorVersionUpgrade: true,
        instanceClass: need.instanceClass,
        storageType: 'gp3',
        allocatedStorage: need.storageGibibytes,
        maxAllocatedStorage: Math.min(4 * need.storageGibibytes, largestVolumeGibibytes),
        storageEncrypted: true,
        kmsKeyId: dataKeyArn,
        multiAz: need.multiZone,
        dbName: need.database,
        port,
        username: masterUser,
        manageMasterUserPassword: true,
        masterUserSecretKmsKeyId: dataKeyArn,
        iamDatabaseAuthenticationEnabled: true,
        caCertIdentifier: 'rds-ca-rsa2048-g1',
        parameterGroupName: parameterGroup.name,
        dbSubnetGroupName: subnetGroup.name,
        vpcSecurityGroupIds: [securityGroup.id],
        publiclyAccessible: false,
        backupRetentionPeriod: around.environment.data.backupRetentionDays,
        backupWindow: windows.databaseBackup,
        maintenanceWindow: windows.databaseMaintenance,
        copyTagsToSnapshot: true,
        deleteAutomatedBackups: false,
        deletionProtection: true,
        skipFinalSnapshot: false,
        finalSnapshotIdentifier: `${need.instance}-final`,
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: dataKeyArn,
        performanceInsightsRetentionPeriod: 7,
        enabledCloudwatchLogsExports: exportedLogs,
        tags: { ...tags, ...backedUpDaily },
      },
      { ...kept, protect: true, dependsOn: logGroups(need, around) },
    );
    const masterSecretArn = instance.masterUserSecrets.apply(([secret]) => secret?.secretArn ?? '');
    connection(need, around, { host: instance.address, masterSecretArn });
    watch(need, around);
    new Guard(name, [parent], parent);
    return {
      database: { resourceId: instance.resourceId, securityGroupId: securityGroup.id, masterSecretArn },
    };
  },

  statements(need, facts) {
    const { account, region } = facts.environment;
    const arn = pulumi
      .output(databaseOf(need, facts).resourceId)
      .apply((resourceId) => names.databaseUserArn({ region, accountId: account.id, resourceId, user: need.user }));
    return [{ actions: ['rds-db:connect'], resources: [arn] }];
  },
};

/** RDS would make the groups itself, and keep what is in them for ever. */
function logGroups(need: NeedOf<'postgres'>, around: NeedContext): aws.cloudwatch.LogGroup[] {
  return exportedLogs.map(
    (log) =>
      new aws.cloudwatch.LogGroup(
        `${logicalName(need, around)}-${log}`,
        {
          name: `/aws/rds/instance/${need.instance}/${log}`,
          retentionInDays: logRetentionDays,
          tags: tagsOf(need, around),
        },
        { parent: around.parent },
      ),
  );
}

/** Tells pods where the database is. It follows from the instance, so that it may go at once and come again. */
function connection(
  need: NeedOf<'postgres'>,
  around: NeedContext,
  { host, masterSecretArn }: { readonly host: pulumi.Output<string>; readonly masterSecretArn: pulumi.Output<string> },
): void {
  const { parent, dataKeyArn } = around;
  const secret = new aws.secretsmanager.Secret(
    logicalName(need, around),
    {
      name: need.secretPath,
      description: `Where ${need.instance} is. There is no password in it: pods log in with IAM authentication.`,
      kmsKeyId: dataKeyArn,
      recoveryWindowInDays: 0,
      tags: tagsOf(need, around),
    },
    { parent },
  );
  new aws.secretsmanager.SecretVersion(
    logicalName(need, around),
    {
      secretId: secret.id,
      secretString: pulumi.jsonStringify({
        host,
        port: String(port),
        database: need.database,
        user: need.user,
        masterSecretArn,
      }),
    },
    { parent },
  );
}

function watch(need: NeedOf<'postgres'>, around: NeedContext): void {
  const database = { namespace: 'AWS/RDS', dimensions: { DBInstanceIdentifier: need.instance } };
  alarm(
    `${logicalName(need, around)}-storage`,
    {
      ...database,
      name: `${need.instance}: storage`,
      description: `${need.instance} is nearly full: RDS grows the volume at 10 % free, and has not. It may be at its largest, four times what ${around.owner} asks for.`,
      metricName: 'FreeStorageSpace',
      statistic: 'Minimum',
      is: 'below',
      threshold: 0.05 * need.storageGibibytes * 2 ** 30,
      minutes: 15,
    },
    around,
  );
  alarm(
    `${logicalName(need, around)}-cpu`,
    {
      ...database,
      name: `${need.instance}: CPU`,
      description: `${need.instance} has been busy for half an hour. Performance Insights shows with which queries.`,
      metricName: 'CPUUtilization',
      statistic: 'Average',
      is: 'above',
      threshold: 90,
      minutes: 30,
    },
    around,
  );
}

function databaseOf(need: NeedOf<'postgres'>, { databases }: RoleFacts): RoleFacts['databases'][string] {
  const database = databases[need.instance];
  if (database === undefined) throw new Error(`The environment's stack gives no database '${need.instance}'.`);
  return database;
}
