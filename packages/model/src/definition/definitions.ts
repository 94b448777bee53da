import type { VendoredCharts } from '../charts/index.ts';
import type { AddonDefinition, HelmValues } from './addon.ts';
import type { AppDefinition } from './app.ts';
import type { ChartVersions } from './chart-versions.ts';
import type { ClusterDefinition } from './cluster.ts';
import type { EnvironmentDefinition } from './environment.ts';
import type { PlatformDefinition } from './platform.ts';
import type { ReleaseDefinition } from './release.ts';

/** A definition with its workspace-relative file; not validated yet. */
export interface Located<Value> {
  readonly file: string;
  /** The author's type; the resolver validates it again, since types do not exist at run time. */
  readonly value: Value;
}

/** Everything that was read from disk: the input of `resolve`. */
export interface Definitions {
  readonly platform: Located<PlatformDefinition>;
  /** By file name without its ending. */
  readonly environments: Readonly<Record<string, Located<EnvironmentDefinition>>>;
  /** By folder name. */
  readonly clusters: Readonly<Record<string, Located<ClusterDefinition>>>;
  /** By folder name. */
  readonly apps: Readonly<Record<string, LocatedApp>>;
  /** `apps/platform/charts.yaml`, if it exists. */
  readonly chartVersions: Located<ChartVersions> | undefined;
  /** `manifests/values/<addon>.yaml`, and `manifests/values/<cluster>/<addon>.yaml` for one cluster. */
  readonly overlays: readonly Overlay[];
  /** Workspace-relative file that declares a custom addon; `undefined` for addons of `@espalier/addons`. */
  readonly addonFile?: ((addon: AddonDefinition) => string | undefined) | undefined;
  /** Charts of `manifests/charts`, each read at its first use. */
  readonly vendoredCharts: VendoredCharts;
  /** Folder under `manifests/` to path to text; `values` and `charts` are read separately. */
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
  /** @default every cluster */
  readonly cluster: string | undefined;
}
