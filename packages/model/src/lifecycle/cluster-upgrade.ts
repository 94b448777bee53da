import { kubernetesSupport } from './kubernetes-support.ts';

/** The file that says which Kubernetes version a cluster runs. */
export function clusterFile(cluster: string): string {
  return `apps/platform/clusters/${cluster}/cluster.ts`;
}

/** What to do about a version whose support ends. */
export function upgradeRemedy(): string {
  const newest = Object.keys(kubernetesSupport).at(-1) ?? '';
  return `Upgrade to ${newest}, one minor at a time: control plane, addons, nodes.`;
}
