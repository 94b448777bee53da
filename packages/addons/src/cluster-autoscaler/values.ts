import type { AddonContext, HelmValues } from '@espalier/model';
import { availability, containerResources, onSystemNodes } from '../pods/index.ts';
import { hasServiceMonitors } from '../prometheus-operator-crds/index.ts';
import { image, ports, release, workloads } from './workloads.ts';

/** Values of the chart. */
export function clusterAutoscalerValues(context: AddonContext): HelmValues {
  const { cluster, environment, namespace } = context;
  const { replicas, ...scheduling } = availability(workloads.autoscaler, context);
  return {
    // The chart would prefix its name with the cloud provider's.
    nameOverride: release,
    fullnameOverride: release,
    cloudProvider: 'aws',
    awsRegion: environment.region,
    autoDiscovery: { clusterName: cluster.eksName },
    image: { repository: context.image(image).name, tag: `v${cluster.kubernetesVersion}.0` },
    replicaCount: replicas,
    ...scheduling,
    // Its budget is a companion object.
    podDisruptionBudget: null,
    rbac: {
      serviceAccount: {
        create: true,
        name: release,
        annotations: { 'eks.amazonaws.com/role-arn': context.roleArn(release) },
      },
    },
    extraArgs: {
      'balance-similar-node-groups': true,
      expander: 'least-waste',
      // Pods of `kube-system` may be evicted, unless a budget forbids it.
      'skip-nodes-with-system-pods': false,
      'skip-nodes-with-local-storage': false,
    },
    service: { servicePort: ports.http },
    // By default its ServiceMonitor is in `monitoring`.
    serviceMonitor: { enabled: hasServiceMonitors(context), namespace },
    resources: containerResources('100m', '512Mi', '1Gi'),
    ...onSystemNodes(context),
  };
}
