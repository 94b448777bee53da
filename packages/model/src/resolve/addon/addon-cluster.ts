import type { AddonDefinition, ChartVersions, Definitions, Overlay } from '../../definition/index.ts';
import type { ResolvedAccount, ResolvedEnvironment, ResolvedNodeGroup } from '../../resolved/index.ts';

/** The parts of a cluster that an addon depends on. */
export interface AddonCluster {
  readonly platform: { readonly name: string; readonly domain: string; readonly repository: string };
  readonly registry: ResolvedAccount;
  readonly environment: ResolvedEnvironment;
  readonly cluster: { readonly name: string; readonly kubernetesVersion: string };
  readonly nodeGroups: Readonly<Record<string, ResolvedNodeGroup>>;
  readonly addons: readonly AddonDefinition[];
  /** Hosts of the apps' Ingresses, sorted. */
  readonly appHosts: readonly string[];
  readonly manifests: Definitions['manifests'];
  readonly overlays: readonly Overlay[];
  readonly vendoredCharts: Definitions['vendoredCharts'];
  readonly chartVersions: ChartVersions | undefined;
}
