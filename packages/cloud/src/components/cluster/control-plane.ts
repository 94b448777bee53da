import type { ResolvedCluster } from '@espalier/model';
import * as aws from '@pulumi/aws';
import * as eks from '@pulumi/eks';
import {
  all,
  ComponentResource,
  mergeOptions,
  type ComponentResourceOptions,
  type Input,
  type Output,
  type ResourceTransform,
} from '@pulumi/pulumi';
import { serviceRole } from '../parts/index.ts';
import { ClusterKey } from './cluster-key.ts';

/** Days that the control plane's logs are kept; who did what is asked weeks later. */
const logRetentionDays = 90;

/** All that a control plane writes. @see https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html */
const logTypes = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

export interface ControlPlaneArgs {
  readonly platform: string;
  readonly cluster: ResolvedCluster;
  readonly vpcId: Input<string>;
  /** Where its network interfaces are: at least two zones. */
  readonly subnetIds: Input<string[]>;
}

/**
 * An EKS control plane: reached from inside the VPC alone, Secrets encrypted by a key of its own, all logs kept, access
 * by access entries. It is made by `@pulumi/eks`, a component whose resources a plugin creates out of sight; so whatever
 * else the component brings along is switched off, and made next to it, where a plan shows it.
 */
export class ControlPlane extends ComponentResource {
  /** Name of the cluster, once it is there: a resource that takes it is made after the cluster and deleted before it. */
  readonly clusterName: Output<string>;
  readonly endpoint: Output<string>;
  /** Issuer of its ServiceAccounts' tokens, without `https://`. */
  readonly issuer: Output<string>;
  readonly issuerUrl: Output<string>;
  /** The group that EKS makes: control plane, nodes and pods are in it. */
  readonly securityGroupId: Output<string>;

  constructor(
    name: string,
    { platform, cluster, vpcId, subnetIds }: ControlPlaneArgs,
    options: ComponentResourceOptions,
  ) {
    // What is given as the component's own input is for the reader of a plan: nothing else there tells.
    super('espalier:cloud:ControlPlane', name, { insideTheComponent: onTheCluster }, options);
    const { eksName, environment } = cluster;
    const logGroupName = `/aws/eks/${eksName}/cluster`;
    const key = new ClusterKey(name, { platform, cluster, logGroupName }, { parent: this });
    // EKS would create it itself, without retention and key, and leave it behind.
    const logGroup = new aws.cloudwatch.LogGroup(
      name,
      { name: logGroupName, retentionInDays: logRetentionDays, kmsKeyId: key.arn },
      { parent: this, retainOnDelete: true },
    );
    const { role, permissions } = serviceRole(
      `${eksName}-control-plane`,
      {
        platform,
        accountId: environment.account.id,
        service: 'eks.amazonaws.com',
        description: `Control plane of ${eksName}`,
        managedPolicies: ['arn:aws:iam::aws:policy/AmazonEKSClusterPolicy'],
        statements: [
          {
            actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ListGrants', 'kms:DescribeKey'],
            resources: key.arn,
          },
        ],
      },
      this,
    );
    const component = new eks.Cluster(
      name,
      {
        name: eksName,
        version: cluster.kubernetesVersion,
        upgradePolicy: { supportType: 'STANDARD' },
        vpcId,
        subnetIds,
        endpointPrivateAccess: true,
        endpointPublicAccess: false,
        kubernetesServiceIpAddressRange: cluster.serviceCidr,
        // Of what the component depends on, the engine keeps for the cluster inside what these inputs depend on.
        serviceRole: all(permissions.map(({ urn }) => urn)).apply(() => role),
        authenticationMode: 'API',
        encryptionConfigKeyArn: key.arn,
        enabledClusterLogTypes: logGroup.name.apply(() => logTypes),
        deletionProtection: true,
        createOidcProvider: false,
        createInstanceRole: false,
        skipDefaultNodeGroup: true,
        skipDefaultSecurityGroups: true,
        bootstrapSelfManagedAddons: false,
        useDefaultVpcCni: true,
        kubeProxyAddonOptions: { enabled: false },
        corednsAddonOptions: { enabled: false },
      },
      {
        parent: this,
        // A component that a plugin makes does not take its parent's provider.
        ...(options.providers !== undefined && { providers: options.providers }),
        protect: true,
        dependsOn: [logGroup, ...permissions],
        transforms: [hardened],
      },
    );
    this.securityGroupId = component.clusterSecurityGroupId;
    // An output knows the cluster inside the component, the component does not: what merely depends on the component
    // would be destroyed side by side with the cluster.
    this.clusterName = component.clusterSecurityGroupId.apply(() => eksName);
    this.endpoint = component.core.apply(({ endpoint }) => endpoint);
    this.issuer = component.oidcIssuer;
    this.issuerUrl = component.oidcProviderUrl;
    this.registerOutputs({ clusterName: this.clusterName, endpoint: this.endpoint, issuer: this.issuer });
  }
}

/**
 * What the component has no argument for, or sets by itself: the role that creates the cluster does not become its administrator
 * out of sight, and zones that fail can be shifted away from.
 */
const onTheCluster = {
  accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: false },
  zonalShiftConfig: { enabled: true },
};

/**
 * Puts that onto the cluster inside the component, and protects it. Dependencies given here would be lost: the engine
 * reads those of a transform only where the resource itself has transforms, and here the component has them.
 *
 * @see https://www.pulumi.com/docs/iac/concepts/resources/options/transforms/
 */
export const hardened: ResourceTransform = ({ type, props, opts }) => {
  if (type !== 'aws:eks/cluster:Cluster') return undefined;
  return { props: { ...props, ...onTheCluster }, opts: mergeOptions(opts, { protect: true }) };
};
