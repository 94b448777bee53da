import type { ResolvedAccount, ResolvedCluster, ResolvedPlatform } from '@espalier/model';

/** All that an app's objects depend on of the cluster, but for the ARN of its role. Mostly equal within an environment. */
export interface ClusterFacts {
  readonly region: string;
  /** Where copies of public images are. */
  readonly registry: ResolvedAccount;
  readonly ingressClass: string | undefined;
  /** Whether the load balancer itself reaches the pods. */
  readonly ingressByLoadBalancer: boolean;
  readonly otlpEndpoint: string | undefined;
  /** Whether the cluster knows ServiceMonitors. */
  readonly hasServiceMonitors: boolean;
}

/** What the apps' objects depend on of a cluster. */
export function clusterFacts({ registry }: ResolvedPlatform, cluster: ResolvedCluster): ClusterFacts {
  return {
    region: cluster.environment.region,
    registry,
    ingressClass: cluster.ingressClass,
    ingressByLoadBalancer: cluster.ingressByLoadBalancer,
    otlpEndpoint: cluster.otlpEndpoint,
    hasServiceMonitors: cluster.crdGroups.includes('monitoring.coreos.com'),
  };
}
