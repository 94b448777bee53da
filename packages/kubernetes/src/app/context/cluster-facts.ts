import type { ResolvedAccount, ResolvedCluster, ResolvedPlatform } from '@espalier/model';

/**
 * Everything in the cluster that an app's objects depend on, except the ARN of its role. Mostly equal within an
 * environment.
 */
export interface ClusterFacts {
  readonly region: string;
  /** The registry with copies of public images. */
  readonly registry: ResolvedAccount;
  readonly ingressClass: string | undefined;
  /** Whether the load balancer sends requests directly to the pods. */
  readonly ingressByLoadBalancer: boolean;
  readonly otlpEndpoint: string | undefined;
  /** Whether the cluster has the CRD of ServiceMonitors. */
  readonly hasServiceMonitors: boolean;
}

/** The facts of a cluster that apps' objects depend on. */
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
