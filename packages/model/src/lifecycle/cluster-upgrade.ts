import { kubernetesSupport } from './kubernetes-support.ts';

/** The file with the Kubernetes version of a cluster. */
export function clusterFile(cluster: string): string {
  return `apps/platform/clusters/${cluster}/cluster.ts`;
}

/** The remedy for a version that loses support. */
export function upgradeRemedy(): string {
  const newest = Object.keys(kubernetesSupport).at(-1) ?? '';
  return `Upgrade to ${newest}, one minor at a time: control plane, addons, nodes.`;
}
