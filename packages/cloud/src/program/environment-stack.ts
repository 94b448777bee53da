import { names, type ResolvedEnvironment, type ResolvedPlatform } from '@espalier/model';
import { AlarmTopic, EnvironmentAlarms } from '../components/alarms/index.ts';
import { Backups, DataKey, Needs } from '../components/data/index.ts';
import { Dns, hostsBeyondWildcard } from '../components/dns/index.ts';
import { guardStack } from '../protection/guard.ts';
import { FlowLogs, Network, VpcEndpoints } from '../components/network/index.ts';
import type { OwnPrograms } from '../own-programs/index.ts';
import { awsProvider } from '../provider/aws-provider.ts';
import type { EnvironmentOutputs } from '../stacks/index.ts';
import { providedNeeds } from './provided-needs.ts';

/**
 * Registers the resources of an environment, independent of its clusters: its network, its domain, its data and the
 * data's protection.
 *
 * @param own programs of apps with resources beyond their needs
 * @returns the outputs for its clusters' stacks, `nameServers` for the delegation from the parent domain, and
 * `certificateArn`
 */
export async function environmentStack(
  platform: ResolvedPlatform,
  environment: ResolvedEnvironment,
  own: OwnPrograms,
): Promise<Record<string, unknown>> {
  const { account, region } = environment;
  const provider = awsProvider({
    platform: platform.name,
    stack: names.environmentStack(environment.name),
    account,
    region,
    environment: environment.name,
  });
  const options = { providers: { aws: provider } };
  const name = names.vpcName(platform.name, environment.name);

  const key = new DataKey('data', { platform: platform.name, environment }, options);
  const topic = new AlarmTopic(
    'alarms',
    { accountId: account.id, keyArn: key.arn, emails: environment.alarms.emails },
    options,
  );
  const network = new Network('network', { name, region, network: environment.network }, options);
  new FlowLogs(
    'flow-logs',
    { platform: platform.name, vpcName: name, accountId: account.id, vpcId: network.vpcId, keyArn: key.arn },
    options,
  );
  new VpcEndpoints(
    'endpoints',
    {
      name,
      vpcId: network.vpcId,
      cidr: environment.network.cidr,
      perimeter: { region, accountId: account.id, registryAccountId: platform.registry.id },
      subnetIds: network.subnetIds.endpoints,
      routeTableIds: network.workloadRouteTableIds,
    },
    options,
  );
  const dns = new Dns(
    'domain',
    { domain: environment.domain, hostsBeyondWildcard: hostsBeyondWildcard(platform, environment) },
    options,
  );
  const known = {
    vpcId: network.vpcId,
    dataSubnetIds: network.subnetIds.data,
    dataKeyArn: key.arn,
    alarmTopicArn: topic.arn,
  };
  const around = { platform: platform.name, environment, ...known };
  const backups = new Backups('backups', { around }, options);
  new EnvironmentAlarms(
    'environment',
    {
      name,
      topicArn: topic.arn,
      nats: network.nats,
      certificateArn: dns.certificateArn,
      backupVaultName: backups.vaultName,
    },
    options,
  );

  let databases: Needs['databases'] = {};
  for (const { owner, team, needs, app } of providedNeeds(platform, environment)) {
    const program = app === undefined ? undefined : own.get(app.name)?.register;
    if (needs.length === 0 && program === undefined) continue;
    const provided = new Needs(owner, { needs, around: { ...around, team } }, options);
    databases = { ...databases, ...provided.databases };
    if (app !== undefined) await program?.({ platform: platform.name, app, environment, parent: provided, ...known });
  }

  guardStack();
  return {
    vpcId: network.vpcId,
    subnetIds: network.subnetIds,
    dataKeyArn: key.arn,
    alarmTopicArn: topic.arn,
    zoneId: dns.zoneId,
    databases,
    nameServers: dns.nameServers,
    certificateArn: dns.certificateArn,
  } satisfies Record<keyof EnvironmentOutputs | 'nameServers' | 'certificateArn', unknown>;
}
