import * as aws from '@pulumi/aws';
import { names } from '@espalier/model';
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi';
import { backedUpDaily, type NeedContext, provideNeed, windows } from '../../needs/index.ts';
import { serviceRole } from '../parts/index.ts';

export interface BackupsArgs {
  /** The environment whose backups these are. */
  readonly around: Omit<NeedContext, 'owner' | 'team' | 'parent'>;
}

/**
 * Daily copies of an environment's databases and tables, apart from what the services keep themselves: these outlive
 * the database; and a bucket for what people export of them, such as a dump before a migration. Nobody deletes a daily copy before its time; lifting that takes the permission to remove the vault's lock, which
 * is in governance mode, since a program should not set a lock that can never be lifted.
 */
export class Backups extends ComponentResource {
  readonly vaultName: Output<string>;

  constructor(name: string, { around }: BackupsArgs, options: ComponentResourceOptions) {
    super('espalier:cloud:Backups', name, {}, options);
    const own = { parent: this };
    const { platform, environment, dataKeyArn } = around;
    const { account, data } = environment;
    const { backupRetentionDays } = data;
    const vault = new aws.backup.Vault(
      name,
      { kmsKeyArn: dataKeyArn, forceDestroy: false },
      { ...own, protect: true, retainOnDelete: true },
    );
    // The name of a vault is its id.
    const vaultName: Output<string> = vault.id;
    const lock = new aws.backup.VaultLockConfiguration(
      name,
      { backupVaultName: vaultName, minRetentionDays: backupRetentionDays },
      own,
    );
    const plan = new aws.backup.Plan(
      name,
      {
        rules: [
          {
            ruleName: 'daily',
            targetVaultName: vaultName,
            schedule: windows.dailyCopy,
            startWindow: 60,
            completionWindow: 480,
            lifecycle: { deleteAfter: backupRetentionDays },
          },
        ],
      },
      { ...own, dependsOn: [lock] },
    );
    const { role, permissions } = serviceRole(
      `${names.vpcName(platform, environment.name)}-backups`,
      {
        platform,
        accountId: account.id,
        service: 'backup.amazonaws.com',
        description: 'AWS Backup, into the vault of the environment',
        managedPolicies: ['arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup'],
      },
      this,
    );
    new aws.backup.Selection(
      name,
      {
        planId: plan.id,
        iamRoleArn: role.arn,
        // Of the types that carry the tag: a type that is named is backed up whatever the region's opt-ins say.
        resources: ['arn:aws:rds:*:*:db:*', 'arn:aws:dynamodb:*:*:table/*'],
        conditions: [
          {
            stringEquals: Object.entries({
              platform,
              environment: environment.name,
              ...backedUpDaily,
            }).map(([key, value]) => ({ key: `aws:ResourceTag/${key}`, value })),
          },
        ],
      },
      { ...own, dependsOn: [...permissions] },
    );
    provideNeed(
      {
        kind: 'bucket',
        name: 'exports',
        secretName: names.secretName(name, 'exports'),
        bucket: names.backupsBucketName(platform, environment),
        ownedBy: name,
        access: 'read-write',
        // The people who export decide how long they need it.
        expireAfterDays: undefined,
      },
      { ...around, owner: name, team: 'platform', parent: this },
    );
    this.vaultName = vaultName;
    this.registerOutputs({ vaultName });
  }
}
