import type { VendoredCharts } from '../charts/index.ts';
import type { AddonDefinition, HelmValues } from './addon.ts';
import type { AppDefinition } from './app.ts';
import type { ChartVersions } from './chart-versions.ts';
import type { ClusterDefinition } from './cluster.ts';
import type { EnvironmentDefinition } from './environment.ts';
import type { PlatformDefinition } from './platform.ts';
import type { ReleaseDefinition } from './release.ts';

/** A definition with the workspace-relative file it came from; not validated yet. */
export interface Located<Value> {
  readonly file: string;
  /** Typed as its author saw it; the resolver checks it again, since TypeScript is not there when it runs. */
  readonly value: Value;
}

/** Everything that was read from disk: what `resolve` takes. */
export interface Definitions {
  readonly platform: Located<PlatformDefinition>;
  /** By file name without its ending. */
  readonly environments: Readonly<Record<string, Located<EnvironmentDefinition>>>;
  /** By folder name. */
  readonly clusters: Readonly<Record<string, Located<ClusterDefinition>>>;
  /** By folder name. */
  readonly apps: Readonly<Record<string, LocatedApp>>;
  /** `apps/platform/charts.yaml`, where there is one. */
  readonly chartVersions: Located<ChartVersions> | undefined;
  /** `manifests/values/<addon>.yaml`, and `manifests/values/<cluster>/<addon>.yaml` for one cluster. */
  readonly overlays: readonly Overlay[];
  /** Workspace-relative file that declares an addon of one's own; `undefined` for those of `@espalier/addons`. */
  readonly addonFile?: ((addon: AddonDefinition) => string | undefined) | undefined;
  /** Charts of `manifests/charts`, each read when it is first asked for. */
  readonly vendoredCharts: VendoredCharts;
  /** Folder under `manifests/` to path to text; `values` and `charts` are read apart. */
  readonly manifests: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** An app with its releases by environment and its escape hatch. */
export interface LocatedApp extends Located<AppDefinition> {
  readonly releases: Readonly<Record<string, Located<ReleaseDefinition>>>;
  /** The default export of `chart.ts`. */
  readonly chart: Located<unknown> | undefined;
}

/** Helm values that merge over those of an addon. */
export interface Overlay extends Located<HelmValues> {
  readonly addon: string;
  /** Every cluster where it is left out. */
  readonly cluster: string | undefined;
}
