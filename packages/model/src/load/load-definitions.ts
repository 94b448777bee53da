import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { chartFolder } from '../charts/index.ts';
import { originOf } from '../origin/addon-origin.ts';
import type { ChartVersions, Definitions, Located, LocatedApp, Overlay } from '../definition/index.ts';
import type { Problem } from '../problem/index.ts';
import { importDefinition } from './import-definition.ts';
import { couldBeRead, type Entry } from './near-names.ts';
import { readYaml } from './read-yaml.ts';
import { isNote, WorkspaceFiles } from './workspace-files.ts';

/** What was read from disk; `definitions` is set even if some files could not be read. */
export interface LoadedDefinitions {
  readonly definitions: Definitions | undefined;
  readonly problems: readonly Problem[];
}

/** The locations of definitions in a workspace. */
export const definitionPlaces = {
  platform: 'apps/platform/platform.ts',
  environments: 'apps/platform/environments',
  clusters: 'apps/platform/clusters',
  apps: 'apps',
  manifests: 'manifests',
  chartVersions: 'apps/platform/charts.yaml',
} as const;

/** Folders of `manifests/` that do not contain text files for addons. */
const readApart: ReadonlySet<string> = new Set(['values', 'charts']);

/** Folders of `apps/` that contain the platform itself, not an app. */
export const platformFolders: ReadonlySet<string> = new Set(['platform', 'cloud']);

/**
 * Reads every definition of the workspace at `root`: TypeScript by import, releases and overlays as YAML, other
 * manifests as text. Node caches modules, so that a process keeps the first version of each file.
 */
export async function loadDefinitions(root: string): Promise<LoadedDefinitions> {
  const reader = new Reader(root);
  if (!existsSync(join(root, definitionPlaces.platform))) {
    const missing: Problem = {
      code: 'ESP1001',
      file: definitionPlaces.platform,
      path: '',
      found: 'There is no such file.',
      expected: 'The platform is declared there, with `export default definePlatform({ … })`.',
      remedy: 'Run the command at the root of an Espalier workspace.',
    };
    return { definitions: undefined, problems: [missing] };
  }
  const [platform, environments, clusters, apps] = await Promise.all([
    reader.definition<Definitions['platform']['value']>(definitionPlaces.platform),
    reader.folder(definitionPlaces.environments, (entry) => reader.environment(entry)),
    reader.folder(definitionPlaces.clusters, (entry) => reader.cluster(entry)),
    reader.folder(definitionPlaces.apps, (entry) => (platformFolders.has(entry.name) ? undefined : reader.app(entry))),
  ]);
  reader.nearNames(dirname(definitionPlaces.platform), { folders: ['clusters', 'environments'], data: ['charts'] });
  const definitions = {
    platform,
    environments: Object.fromEntries(environments.map(([entry, located]) => [basename(entry, '.ts'), located])),
    clusters: Object.fromEntries(clusters),
    apps: Object.fromEntries(apps),
    chartVersions: reader.chartVersions(),
    overlays: reader.overlays(),
    vendoredCharts: await reader.vendoredCharts(),
    manifests: reader.manifests(),
    addonFile: reader.addonFile(),
  };
  // Files load in parallel; problems are in the order of file names.
  const problems = reader.problems.toSorted((one, other) => (one.file < other.file ? -1 : 1));
  return { definitions, problems };
}

class Reader extends WorkspaceFiles {
  /** Reads the entries of a folder, in the order of their names; `undefined` omits one. */
  async folder<Value>(
    folder: string,
    read: (entry: Entry) => Promise<Value | undefined> | undefined,
  ): Promise<readonly (readonly [string, Value])[]> {
    const entries = await Promise.all(
      this.entries(folder).map(async (entry) => [entry.name, await read(entry)] as const),
    );
    return entries.flatMap(([entry, value]) => (value === undefined ? [] : [[entry, value] as const]));
  }

  async definition<Value>(file: string): Promise<Located<Value>> {
    const { value, problems } = await importDefinition(join(this.root, file), file);
    this.problems.push(...problems);
    // The export has the author's type; `resolve` validates it before use.
    return { file, value: value as Value };
  }

  async optionalDefinition<Value>(file: string): Promise<Located<Value> | undefined> {
    return existsSync(join(this.root, file)) ? this.definition<Value>(file) : undefined;
  }

  async environment({ name, isFolder }: Entry): Promise<Definitions['environments'][string] | undefined> {
    const file = `${definitionPlaces.environments}/${name}`;
    if (!isFolder && name.endsWith('.ts')) return this.definition(file);
    if (!isNote.test(name)) this.unexpected(file, { expected: 'An environment is a file <name>.ts.' });
    return undefined;
  }

  async cluster(entry: Entry): Promise<Definitions['clusters'][string] | undefined> {
    const folder = `${definitionPlaces.clusters}/${entry.name}`;
    if (!entry.isFolder) {
      if (!couldBeRead(entry)) return undefined;
      const to = `${definitionPlaces.clusters}/<name>/cluster.ts`;
      this.unexpected(folder, { expected: 'Clusters are a folder each.', remedy: `Move it to ${to}.` });
      return undefined;
    }
    const located = await this.optionalDefinition<Definitions['clusters'][string]['value']>(`${folder}/cluster.ts`);
    if (located === undefined) this.nearNames(folder, { scripts: ['cluster'] });
    return located;
  }

  async app(entry: Entry): Promise<LocatedApp | undefined> {
    const folder = `${definitionPlaces.apps}/${entry.name}`;
    if (!entry.isFolder) {
      if (!couldBeRead(entry)) return undefined;
      const expected = 'apps/ holds one folder for each app.';
      this.unexpected(folder, { expected, remedy: 'Move it to apps/<name>/app.ts, or elsewhere.' });
      return undefined;
    }
    const located = await this.optionalDefinition<LocatedApp['value']>(`${folder}/app.ts`);
    this.nearNames(folder, { folders: ['releases'], scripts: ['app', 'chart', 'cloud'] });
    for (const { name, isFolder } of this.entries(folder)) {
      if (isFolder || !/^releases?\.ya?ml$/i.test(name)) continue;
      const remedy = `Move it to ${folder}/releases/<environment>.yaml.`;
      this.unexpected(`${folder}/${name}`, { expected: 'Each environment has a release of its own.', remedy });
    }
    if (located === undefined) {
      const parts = this.entries(folder).filter(({ name }) => ['releases', 'chart.ts'].includes(name));
      for (const { name } of parts) {
        this.unexpected(`${folder}/${name}`, { expected: `An app is declared in ${folder}/app.ts.` });
      }
      return undefined;
    }
    return {
      ...located,
      releases: this.yamlFiles(`${folder}/releases`),
      chart: await this.#chart(`${folder}/chart.ts`),
    };
  }

  /** A definition that could not be loaded is omitted; its problem is already reported. */
  async #chart(file: string): Promise<LocatedApp['chart']> {
    const chart = await this.optionalDefinition(file);
    return chart?.value === undefined ? undefined : chart;
  }

  chartVersions(): Definitions['chartVersions'] {
    const file = definitionPlaces.chartVersions;
    if (!existsSync(join(this.root, file))) return undefined;
    const { value, problems } = readYaml(join(this.root, file), file);
    this.problems.push(...problems);
    return { file, value: value as ChartVersions };
  }

  overlays(): readonly Overlay[] {
    const folder = `${definitionPlaces.manifests}/values`;
    const everywhere = Object.entries(this.#overlayFiles(folder, true)).map(([addon, located]) => ({
      ...located,
      addon,
      cluster: undefined,
    }));
    const inOneCluster = this.folders(folder).flatMap((cluster) =>
      Object.entries(this.#overlayFiles(`${folder}/${cluster}`)).map(([addon, located]) => ({
        ...located,
        addon,
        cluster,
      })),
    );
    return [...everywhere, ...inOneCluster];
  }

  async vendoredCharts(): Promise<Definitions['vendoredCharts']> {
    const folder = chartFolder;
    const [archives, others] = [[] as string[], [] as string[]];
    for (const { name, isFolder } of this.entries(folder)) {
      (!isFolder && name.endsWith('.tgz') ? archives : others).push(name);
    }
    for (const entry of others.filter((other) => !isNextToArchives.test(other))) {
      const expected = 'Charts are packed: <name>-<version>.tgz, as `helm pull` writes them.';
      this.unexpected(`${folder}/${entry}`, { expected });
    }
    if (archives.length === 0) return () => undefined;
    // Imported here, because most workspaces vendor no chart and then do not need the module.
    const { vendoredCharts } = await import('./vendored-charts.ts');
    return vendoredCharts(this.root, archives);
  }

  /**
   * Files by the path in the stack trace of `defineAddon`: below the workspace's path, or below its real path (symlinks
   * resolved).
   */
  addonFile(): NonNullable<Definitions['addonFile']> {
    const roots = [this.root, realpathSync(this.root)];
    return (addon) => {
      const path = originOf(addon);
      const root = path === undefined ? undefined : roots.find((each) => path.startsWith(`${each}/`));
      return root === undefined ? undefined : path?.slice(root.length + 1);
    };
  }

  manifests(): Definitions['manifests'] {
    this.nearNames(definitionPlaces.manifests, { folders: [...readApart] });
    const folders = this.folders(definitionPlaces.manifests).filter((folder) => !readApart.has(folder));
    return Object.fromEntries(folders.map((folder) => [folder, this.texts(`${definitionPlaces.manifests}/${folder}`)]));
  }

  /** Overlays; a file with only comments is an empty overlay. */
  #overlayFiles(folder: string, ignoreFolders = false): Readonly<Record<string, Located<Overlay['value']>>> {
    return Object.fromEntries(
      Object.entries(this.yamlFiles<Overlay['value'] | null>(folder, ignoreFolders)).map(([addon, { file, value }]) => [
        addon,
        { file, value: value ?? {} },
      ]),
    );
  }
}

/** Files that people and `helm pull --prov` put next to charts. */
const isNextToArchives = /^(README\.md|.+\.tgz\.prov)$/;
