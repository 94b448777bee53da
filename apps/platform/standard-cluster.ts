import {
  argoCd,
  awsLoadBalancerController,
  certManager,
  clusterAutoscaler,
  externalDns,
  externalSecrets,
  grafana,
  ingressNginx,
  jaeger,
  loki,
  metricsServer,
  nodeExporter,
  nvidiaDevicePlugin,
  prometheus,
  prometheusOperatorCrds,
  runnerController,
  runners,
  storageClasses,
  telemetryAgent,
  type PrometheusOptions,
} from '@espalier/addons';
import { defineCluster, type ClusterDefinition, type NodeGroupDefinition } from '@espalier/model';

type Size = NodeGroupDefinition['size'];

/** What differs between Riven's clusters; everything else is the same in each. */
export interface StandardCluster {
  readonly environment: string;
  readonly kubernetesVersion: string;
  /** Domain that the cluster's hosts live under. */
  readonly domain: string;
  /** Nodes by group. */
  readonly nodes: { readonly system: Size; readonly general: Size; readonly ci: Size; readonly gpu: Size };
  /** Runners by scale set. */
  readonly runners: { readonly general: Size; readonly large: Size };
  readonly prometheus: Omit<PrometheusOptions, 'admissionWebhooks'>;
  readonly logRetentionDays: number;
}

const githubConfigUrl = 'https://github.com/riven';

/** A cluster as Riven runs them, whatever the environment or region. */
export function standardCluster(cluster: StandardCluster): ClusterDefinition {
  const { domain, nodes } = cluster;
  return defineCluster({
    environment: cluster.environment,
    kubernetesVersion: cluster.kubernetesVersion,
    nodeGroups: {
      system: { instanceTypes: ['m7i.large'], size: nodes.system },
      general: { instanceTypes: ['m7i.xlarge', 'm6i.xlarge'], size: nodes.general },
      ci: { instanceTypes: ['c7i.2xlarge'], size: nodes.ci, dedicatedTo: 'ci' },
      gpu: { instanceTypes: ['g6.xlarge'], size: nodes.gpu, dedicatedTo: 'ai-platform', gpu: true },
    },
    addons: [
      argoCd({
        userInterface: {
          host: `argocd.${domain}`,
          singleSignOn: { issuer: `https://id.${domain}`, clientId: 'argocd', adminGroup: 'platform-admins' },
        },
      }),
      storageClasses(),
      certManager(),
      awsLoadBalancerController(),
      externalDns({ domains: [domain] }),
      metricsServer(),
      clusterAutoscaler(),
      nvidiaDevicePlugin({ on: 'gpu' }),
      externalSecrets(),
      ingressNginx({ hosts: [`*.${domain}`], publishStatusAddress: `ingress.${domain}` }),
      prometheusOperatorCrds(),
      prometheus({ ...cluster.prometheus, admissionWebhooks: true }),
      nodeExporter(),
      loki({ retentionDays: cluster.logRetentionDays }),
      grafana({ host: `grafana.${domain}` }),
      jaeger(),
      telemetryAgent(),
      runnerController(),
      runners({
        name: 'riven-general',
        scaleSetName: `riven-${cluster.environment}-general`,
        on: 'ci',
        size: cluster.runners.general,
        githubConfigUrl,
      }),
      runners({
        name: 'riven-large',
        scaleSetName: `riven-${cluster.environment}-large`,
        on: 'ci',
        size: cluster.runners.large,
        githubConfigUrl,
        resources: { cpu: '6', memory: '8Gi' },
        imageBuilder: { memory: '6Gi' },
      }),
    ],
  });
}
