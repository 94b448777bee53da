import { names, type ResolvedCluster, type ResolvedPlatform } from '@espalier/model';
import type { Output } from '@pulumi/pulumi';
import { Access, ApiAccess, ClusterAlarms, ControlPlane, ManagedAddons } from '../components/cluster/index.ts';
import { DatabaseAccess, Databases } from '../components/databases/index.ts';
import { generationsOf, NodeGroup, NodeRole } from '../components/nodes/index.ts';
import { OidcProvider, ServiceAccountRole, statementsOfIdentity } from '../components/roles/index.ts';
import { guardStack } from '../protection/guard.ts';
import { awsProvider, stackTags } from '../provider/aws-provider.ts';
import { clusterAddons } from './cluster-addons.ts';
import type { EnvironmentOutputs } from '../stacks/index.ts';

/**
 * Registers an EKS cluster in its environment's network: control plane, access, addons, nodes, and a role for every
 * ServiceAccount that talks to AWS.
 *
 * @param environment outputs of the environment's stack
 * @returns the connection data for people
 * @throws ProblemsError ESP6201 to ESP6203 if a version is unknown, ESP6204 and ESP6205 if IAM would refuse a role's
 * policy
 */
export function clusterStack(
  platform: ResolvedPlatform,
  cluster: ResolvedCluster,
  environment: Output<EnvironmentOutputs>,
): Record<string, unknown> {
  const { account, region } = cluster.environment;
  const context = {
    platform: platform.name,
    stack: names.clusterStack(cluster.name),
    account,
    region,
    environment: cluster.environment.name,
  };
  const options = { providers: { aws: awsProvider(context) } };
  const { eksName } = cluster;

  const controlPlane = new ControlPlane(
    eksName,
    { platform: platform.name, cluster, vpcId: environment.vpcId, subnetIds: controlPlaneSubnets(environment) },
    options,
  );
  const { clusterName, securityGroupId } = controlPlane;
  // Operators get access before anything runs, and lose it last.
  const access = new Access('access', { platform: platform.name, cluster, clusterName }, options);
  const oidcProvider = new OidcProvider(eksName, { controlPlane }, options);

  const addons = clusterAddons(platform, cluster, oidcProvider);
  const network = new ManagedAddons(
    'before-nodes',
    { eksName, clusterName, addons: addons.beforeNodes, after: [access] },
    options,
  );
  const nodeRole = new NodeRole(`${eksName}-nodes`, { platform, cluster }, options);
  const nodeGroups = Object.values(cluster.nodeGroups)
    .flatMap(generationsOf)
    .map(
      (generation) =>
        new NodeGroup(
          generation.name,
          {
            cluster,
            clusterName,
            generation,
            roleArn: nodeRole.arn,
            subnetIds: environment.apply(({ subnetIds }) => [...subnetIds.workloads]),
            tags: stackTags(context),
            after: [network, nodeRole],
          },
          options,
        ),
    );
  new ManagedAddons('after-nodes', { eksName, clusterName, addons: addons.afterNodes, after: nodeGroups }, options);

  const databases = new Databases(cluster, environment);
  const facts = {
    environment: cluster.environment,
    dataKeyArn: environment.dataKeyArn,
    zoneId: environment.zoneId,
    databases: databases.byInstance,
  };
  for (const identity of cluster.identities) {
    new ServiceAccountRole(
      identity.role,
      {
        platform: platform.name,
        accountId: account.id,
        oidcProvider,
        namespace: identity.namespace,
        serviceAccount: identity.serviceAccount,
        roleName: identity.role,
        description: `${identity.serviceAccount} in namespace ${identity.namespace} of ${eksName}`,
        statements: statementsOfIdentity(identity, facts, databases),
      },
      options,
    );
  }
  new DatabaseAccess('databases', { cluster, clusterSecurityGroupId: securityGroupId, databases }, options);
  if (cluster.reachableFrom.length > 0) {
    new ApiAccess('api', { clusterSecurityGroupId: securityGroupId, from: cluster.reachableFrom }, options);
  }
  new ClusterAlarms(eksName, { cluster, topicArn: environment.alarmTopicArn }, options);

  guardStack();
  return {
    clusterName,
    endpoint: controlPlane.endpoint,
    oidcIssuer: controlPlane.issuer,
    oidcProviderArn: oidcProvider.arn,
    clusterSecurityGroupId: securityGroupId,
    nodeRoleArn: nodeRole.arn,
  };
}

function controlPlaneSubnets(environment: Output<EnvironmentOutputs>): Output<string[]> {
  return environment.apply(({ subnetIds }) => [...subnetIds.controlPlane]);
}
