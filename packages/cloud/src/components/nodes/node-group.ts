import { names, type ResolvedCluster } from '@espalier/model';
import * as aws from '@pulumi/aws';
import {
  ComponentResource,
  interpolate,
  type ComponentResourceOptions,
  type Input,
  type Resource,
} from '@pulumi/pulumi';
import { updateHours } from '../../budget/update-hours.ts';
import { amiReleaseOf } from '../../versions/index.ts';
import type { Generation } from './generation.ts';
import { amiType, userData, volumeDevices } from './node-image.ts';

/** Largest group whose nodes are exchanged one at a time; of larger ones a third goes at once. */
const smallGroup = 4;

export interface NodeGroupArgs {
  readonly cluster: ResolvedCluster;
  readonly clusterName: Input<string>;
  readonly generation: Generation;
  readonly roleArn: Input<string>;
  readonly subnetIds: Input<string[]>;
  /** Tags of instances, volumes and interfaces, which those of the provider do not reach. */
  readonly tags: Readonly<Record<string, string>>;
  /** What must be there before its nodes start, and outlives them. */
  readonly after: readonly Resource[];
}

/**
 * One generation of a managed node group. Another shape is another logical name: Pulumi creates the new generation, then
 * deletes the old one, whose nodes EKS drains. A new image or size changes the group in place.
 */
export class NodeGroup extends ComponentResource {
  constructor(name: string, args: NodeGroupArgs, options: ComponentResourceOptions) {
    super('espalier:cloud:NodeGroup', name, {}, options);
    const { cluster, clusterName, generation, roleArn, subnetIds, tags, after } = args;
    const { group, shape } = generation;
    const template = new aws.ec2.LaunchTemplate(
      `${cluster.eksName}-${name}`,
      launchTemplate(generation, { ...tags, Name: `${cluster.eksName}-${group.name}` }),
      { parent: this },
    );
    const taints = taintsOf(generation);
    const nodes = new aws.eks.NodeGroup(
      name,
      {
        clusterName,
        nodeRoleArn: roleArn,
        subnetIds,
        instanceTypes: [...shape.instanceTypes],
        amiType: amiType(shape, group.gpu),
        version: cluster.nodesVersion,
        releaseVersion: amiReleaseOf(cluster, group.name, shape),
        launchTemplate: { id: template.id, version: interpolate`${template.latestVersion}` },
        labels: { [names.nodeGroupLabel]: group.name },
        taints: taints.map(({ key, value }) => ({ key, value, effect: 'NO_SCHEDULE' })),
        scalingConfig: { minSize: shape.size.min, maxSize: shape.size.max, desiredSize: shape.size.min },
        updateConfig: shape.size.max <= smallGroup ? { maxUnavailable: 1 } : { maxUnavailablePercentage: 33 },
        nodeRepairConfig: { enabled: true },
      },
      {
        parent: this,
        dependsOn: [...after],
        // The autoscaler decides how many there are.
        ignoreChanges: ['scalingConfig.desiredSize'],
        customTimeouts: { update: `${updateHours.nodesUpdate}h`, delete: `${updateHours.nodesDelete}h` },
      },
    );
    // EKS tags its Auto Scaling groups so that the autoscaler finds them, but not with what their nodes are like. It is
    // what the autoscaler goes by where a group is empty.
    // https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md#auto-discovery-setup
    const nodeTemplate = 'k8s.io/cluster-autoscaler/node-template';
    const templateTags = [
      { of: 'label', key: `${nodeTemplate}/label/${names.nodeGroupLabel}`, value: group.name },
      ...taints.map(({ name: of, key, value }) => ({
        of,
        key: `${nodeTemplate}/taint/${key}`,
        value: `${value}:NoSchedule`,
      })),
    ];
    const autoscalingGroupName = nodes.resources.apply(([of]) => of?.autoscalingGroups[0]?.name ?? '');
    for (const { of, key, value } of templateTags) {
      new aws.autoscaling.Tag(
        `${name}-${of}`,
        { autoscalingGroupName, tag: { key, value, propagateAtLaunch: false } },
        { parent: this },
      );
    }
    this.registerOutputs();
  }
}

function taintsOf({
  group,
  retiring,
}: Generation): readonly { readonly name: string; readonly key: string; readonly value: string }[] {
  return [
    ...(group.dedicatedTo === undefined
      ? []
      : [{ name: 'dedicated', key: names.dedicatedTaint, value: group.dedicatedTo }]),
    ...(retiring ? [{ name: 'retiring', key: names.retiringTaint, value: 'true' }] : []),
  ];
}

function launchTemplate({ shape }: Generation, tags: Readonly<Record<string, string>>): aws.ec2.LaunchTemplateArgs {
  const { data, system } = volumeDevices(shape);
  const volume = (deviceName: string, volumeSize?: number): aws.types.input.ec2.LaunchTemplateBlockDeviceMapping => ({
    deviceName,
    ebs: {
      ...(volumeSize !== undefined && { volumeSize }),
      volumeType: 'gp3',
      encrypted: 'true',
      deleteOnTermination: 'true',
    },
  });
  return {
    blockDeviceMappings: [...(system === undefined ? [] : [volume(system)]), volume(data, shape.volumeGibibytes)],
    // A pod is a hop away: only pods on the node's own network reach the node's credentials.
    metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
    tagSpecifications: ['instance', 'volume', 'network-interface'].map((resourceType) => ({ resourceType, tags })),
    userData: userData(shape),
  };
}
