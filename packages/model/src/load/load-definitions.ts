import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { chartFolder } from '../charts/index.ts';
import { originOf } from '../origin/addon-origin.ts';
import type { ChartVersions, Definitions, Located, LocatedApp, Overlay } from '../definition/index.ts';
import type { Problem } from '../problem/index.ts';
import { importDefinition } from './import-definition.ts';
import { readYaml } from './read-yaml.ts';

/** What was read from disk; `definitions` is there even where some files could not be read. */
export interface LoadedDefinitions {
  readonly definitions: Definitions | undefined;
  readonly problems: readonly Problem[];
}

/** Where definitions stand in a workspace. */
export const definitionPlaces = {
  platform: 'apps/platform/platform.ts',
  environments: 'apps/platform/environments',
  clusters: 'apps/platform/clusters',
  apps: 'apps',
  manifests: 'manifests',
  chartVersions: 'apps/platform/charts.yaml',
} as const;

/** Folders of `manifests/` whose files are not text for addons. */
const readApart: ReadonlySet<string> = new Set(['values', 'charts']);

/** Folders of `apps/` that hold the platform itself rather than an app. */
export const platformFolders: ReadonlySet<string> = new Set(['platform', 'cloud']);

/**
 * Reads every definition of the workspace at `root`: TypeScript by import, releases and overlays as YAML, other
 * manifests as text. Modules stay in Node's cache, so that a process sees the files as they were when it first asked.
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
    reader.folder(definitionPlaces.environments, (entry) =>
      entry.endsWith('.ts')
        ? reader.definition<Definitions['environments'][string]['value']>(`${definitionPlaces.environments}/${entry}`)
        : reader.unexpectedEnvironment(entry),
    ),
    reader.folder(definitionPlaces.clusters, (entry) =>
      reader.optionalDefinition<Definitions['clusters'][string]['value']>(
        `${definitionPlaces.clusters}/${entry}/cluster.ts`,
      ),
    ),
    reader.folder(definitionPlaces.apps, (entry) => (platformFolders.has(entry) ? undefined : reader.app(entry))),
  ]);
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
  // Files load side by side, and are told in the order of their names.
  const problems = reader.problems.toSorted((one, other) => (one.file < other.file ? -1 : 1));
  return { definitions, problems };
}

class Reader {
  readonly problems: Problem[] = [];
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** Reads the entries of a folder, in the order of their names; `undefined` leaves one out. */
  async folder<Value>(
    folder: string,
    read: (entry: string) => Promise<Value | undefined> | undefined,
  ): Promise<readonly (readonly [string, Value])[]> {
    const entries = await Promise.all(this.#entries(folder).map(async (entry) => [entry, await read(entry)] as const));
    return entries.flatMap(([entry, value]) => (value === undefined ? [] : [[entry, value] as const]));
  }

  async definition<Value>(file: string): Promise<Located<Value>> {
    const { value, problems } = await importDefinition(join(this.#root, file), file);
    this.problems.push(...problems);
    // What the file exports is what its author typed; `resolve` checks it before anything relies on that.
    return { file, value: value as Value };
  }

  async optionalDefinition<Value>(file: string): Promise<Located<Value> | undefined> {
    return existsSync(join(this.#root, file)) ? this.definition<Value>(file) : undefined;
  }

  async app(name: string): Promise<LocatedApp | undefined> {
    const folder = `${definitionPlaces.apps}/${name}`;
    const located = await this.optionalDefinition<LocatedApp['value']>(`${folder}/app.ts`);
    if (located === undefined) {
      const parts = this.#entries(folder).filter((entry) => /^(app|chart)\.[a-z]+$|^releases?$/i.test(entry));
      for (const entry of parts) this.#unexpected(`${folder}/${entry}`, `An app is declared in ${folder}/app.ts.`);
      return undefined;
    }
    return {
      ...located,
      releases: this.#yamlFiles(`${folder}/releases`),
      chart: await this.optionalDefinition(`${folder}/chart.ts`),
    };
  }

  /** Something among the environments that is none. */
  unexpectedEnvironment(entry: string): Promise<undefined> {
    this.#unexpected(`${definitionPlaces.environments}/${entry}`, 'An environment is a file <name>.ts.');
    return Promise.resolve(undefined);
  }

  chartVersions(): Definitions['chartVersions'] {
    const file = definitionPlaces.chartVersions;
    if (!existsSync(join(this.#root, file))) return undefined;
    const { value, problems } = readYaml(join(this.#root, file), file);
    this.problems.push(...problems);
    return { file, value: value as ChartVersions };
  }

  overlays(): readonly Overlay[] {
    const folder = `${definitionPlaces.manifests}/values`;
    const everywhere = Object.entries(this.#overlayFiles(folder)).map(([addon, located]) => ({
      ...located,
      addon,
      cluster: undefined,
    }));
    const inOneCluster = this.#folders(folder).flatMap((cluster) =>
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
    for (const entry of this.#entries(folder)) {
      const isFile = statSync(join(this.#root, folder, entry)).isFile();
      (isFile && entry.endsWith('.tgz') ? archives : others).push(entry);
    }
    for (const entry of others.filter((other) => !isBesideArchives.test(other))) {
      this.#unexpected(`${folder}/${entry}`, 'Charts are packed: <name>-<version>.tgz, as `helm pull` writes them.');
    }
    if (archives.length === 0) return () => undefined;
    // Imported here, since most workspaces vendor no chart, and a render should not load what reads one.
    const { vendoredCharts } = await import('./vendored-charts.ts');
    return vendoredCharts(this.#root, archives);
  }

  /** Files by what the stack said where an addon was declared: below the workspace as it is named or as it is stored. */
  addonFile(): NonNullable<Definitions['addonFile']> {
    const roots = [this.#root, realpathSync(this.#root)];
    return (addon) => {
      const path = originOf(addon);
      const root = path === undefined ? undefined : roots.find((each) => path.startsWith(`${each}/`));
      return root === undefined ? undefined : path?.slice(root.length + 1);
    };
  }

  manifests(): Definitions['manifests'] {
    const folders = this.#folders(definitionPlaces.manifests).filter((folder) => !readApart.has(folder));
    return Object.fromEntries(
      folders.map((folder) => [folder, this.#texts(`${definitionPlaces.manifests}/${folder}`, '')]),
    );
  }

  #texts(folder: string, prefix: string): Readonly<Record<string, string>> {
    const texts: [string, string][] = [];
    for (const entry of readdirSync(join(this.#root, folder), { withFileTypes: true }).sort(byName)) {
      const path = `${prefix}${entry.name}`;
      if (entry.isDirectory()) texts.push(...Object.entries(this.#texts(`${folder}/${entry.name}`, `${path}/`)));
      else if (entry.isFile()) texts.push([path, readFileSync(join(this.#root, folder, entry.name), 'utf8')]);
    }
    return Object.fromEntries(texts);
  }

  #yamlFiles<Value>(folder: string): Readonly<Record<string, Located<Value>>> {
    for (const entry of this.#entries(folder)) {
      const isFolder = !entry.includes('.') && folder === `${definitionPlaces.manifests}/values`;
      if (!entry.endsWith('.yaml') && !isFolder) this.#unexpected(`${folder}/${entry}`, 'Data files end in .yaml.');
    }
    return Object.fromEntries(
      this.#entries(folder)
        .filter((entry) => entry.endsWith('.yaml'))
        .map((entry) => {
          const file = `${folder}/${entry}`;
          const { value, problems } = readYaml(join(this.#root, file), file);
          this.problems.push(...problems);
          return [basename(entry, '.yaml'), { file, value: value as Value }];
        }),
    );
  }

  /** Overlays; a file with nothing but comments overlays nothing. */
  #overlayFiles(folder: string): Readonly<Record<string, Located<Overlay['value']>>> {
    return Object.fromEntries(
      Object.entries(this.#yamlFiles<Overlay['value'] | null>(folder)).map(([addon, { file, value }]) => [
        addon,
        { file, value: value ?? {} },
      ]),
    );
  }

  /** What is read by its name would be passed over without a word where the name is not quite right. */
  #unexpected(file: string, expected: string): void {
    this.problems.push({
      code: 'ESP1007',
      file,
      path: '',
      found: 'Nothing reads a file of this name.',
      expected,
      remedy: 'Rename it, or move it elsewhere.',
    });
  }

  #folders(folder: string): readonly string[] {
    const absolute = join(this.#root, folder);
    if (!existsSync(absolute)) return [];
    return readdirSync(absolute, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  }

  #entries(folder: string): readonly string[] {
    const absolute = join(this.#root, folder);
    return existsSync(absolute) ? readdirSync(absolute).sort() : [];
  }
}

/** Files that people and `helm pull --prov` put beside charts. */
const isBesideArchives = /^(README\.md|.+\.tgz\.prov)$/;

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}
