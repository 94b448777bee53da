import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { chartFolder } from '../charts/index.ts';
import { originOf } from '../origin/addon-origin.ts';
import type { ChartVersions, Definitions, Located, LocatedApp, Overlay } from '../definition/index.ts';
import type { Problem } from '../problem/index.ts';
import { importDefinition } from './import-definition.ts';
import { couldBeRead, meantName, type Entry, type ReadNames } from './near-names.ts';
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

class Reader {
  readonly problems: Problem[] = [];
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** Reads the entries of a folder, in the order of their names; `undefined` leaves one out. */
  async folder<Value>(
    folder: string,
    read: (entry: Entry) => Promise<Value | undefined> | undefined,
  ): Promise<readonly (readonly [string, Value])[]> {
    const entries = await Promise.all(
      this.#entries(folder).map(async (entry) => [entry.name, await read(entry)] as const),
    );
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

  async environment({ name, isFolder }: Entry): Promise<Definitions['environments'][string] | undefined> {
    const file = `${definitionPlaces.environments}/${name}`;
    if (!isFolder && name.endsWith('.ts')) return this.definition(file);
    if (!isNote.test(name)) this.#unexpected(file, { expected: 'An environment is a file <name>.ts.' });
    return undefined;
  }

  async cluster(entry: Entry): Promise<Definitions['clusters'][string] | undefined> {
    const folder = `${definitionPlaces.clusters}/${entry.name}`;
    if (!entry.isFolder) {
      if (!couldBeRead(entry)) return undefined;
      const to = `${definitionPlaces.clusters}/<name>/cluster.ts`;
      this.#unexpected(folder, { expected: 'Clusters are a folder each.', remedy: `Move it to ${to}.` });
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
      this.#unexpected(folder, { expected, remedy: 'Move it to apps/<name>/app.ts, or elsewhere.' });
      return undefined;
    }
    const located = await this.optionalDefinition<LocatedApp['value']>(`${folder}/app.ts`);
    this.nearNames(folder, { folders: ['releases'], scripts: ['app', 'chart', 'cloud'] });
    for (const { name, isFolder } of this.#entries(folder)) {
      if (isFolder || !/^releases?\.ya?ml$/i.test(name)) continue;
      const remedy = `Move it to ${folder}/releases/<environment>.yaml.`;
      this.#unexpected(`${folder}/${name}`, { expected: 'Each environment has a release of its own.', remedy });
    }
    if (located === undefined) {
      const parts = this.#entries(folder).filter(({ name }) => ['releases', 'chart.ts'].includes(name));
      for (const { name } of parts) {
        this.#unexpected(`${folder}/${name}`, { expected: `An app is declared in ${folder}/app.ts.` });
      }
      return undefined;
    }
    return {
      ...located,
      releases: this.#yamlFiles(`${folder}/releases`),
      chart: await this.#chart(`${folder}/chart.ts`),
    };
  }

  /** One that could not be loaded is as if it were not there: what is wrong with it is said already. */
  async #chart(file: string): Promise<LocatedApp['chart']> {
    const chart = await this.optionalDefinition(file);
    return chart?.value === undefined ? undefined : chart;
  }

  /** Reports what is nearly called as something that is read, and would be passed over silently. */
  nearNames(folder: string, read: ReadNames): void {
    const entries = this.#entries(folder);
    for (const entry of entries) {
      const meant = meantName(entry, read);
      // A file next to the one that is read may be made of it, or is of something else.
      if (meant === undefined || (!entry.isFolder && entries.some(({ name }) => name === meant))) continue;
      const all = [...(read.folders ?? []), ...(read.scripts ?? []).map((name) => `${name}.ts`)];
      this.#unexpected(`${folder}/${entry.name}`, {
        what: entry.isFolder ? 'folder' : 'file',
        meant,
        expected: `Names that are read here: ${all.join(', ')}.`,
      });
    }
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
    for (const { name, isFolder } of this.#entries(folder)) {
      (!isFolder && name.endsWith('.tgz') ? archives : others).push(name);
    }
    for (const entry of others.filter((other) => !isBesideArchives.test(other))) {
      const expected = 'Charts are packed: <name>-<version>.tgz, as `helm pull` writes them.';
      this.#unexpected(`${folder}/${entry}`, { expected });
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
    this.nearNames(definitionPlaces.manifests, { folders: [...readApart] });
    const folders = this.#folders(definitionPlaces.manifests).filter((folder) => !readApart.has(folder));
    return Object.fromEntries(
      folders.map((folder) => [folder, this.#texts(`${definitionPlaces.manifests}/${folder}`, '')]),
    );
  }

  #texts(folder: string, prefix: string): Readonly<Record<string, string>> {
    const texts: [string, string][] = [];
    for (const { name, isFolder } of this.#entries(folder)) {
      const path = `${prefix}${name}`;
      if (isFolder) texts.push(...Object.entries(this.#texts(`${folder}/${name}`, `${path}/`)));
      else texts.push([path, readFileSync(join(this.#root, folder, name), 'utf8')]);
    }
    return Object.fromEntries(texts);
  }

  #yamlFiles<Value>(folder: string): Readonly<Record<string, Located<Value>>> {
    return Object.fromEntries(
      this.#entries(folder).flatMap(({ name, isFolder }) => {
        const file = `${folder}/${name}`;
        if (isFolder && folder === `${definitionPlaces.manifests}/values`) return [];
        if (isFolder || !name.endsWith('.yaml')) {
          if (!isNote.test(name)) this.#unexpected(file, { expected: 'Data files end in .yaml.' });
          return [];
        }
        const { value, problems } = readYaml(join(this.#root, file), file);
        this.problems.push(...problems);
        return [[basename(name, '.yaml'), { file, value: value as Value }]];
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

  /** What is read by its name would be passed over silently where the name is not quite right. */
  #unexpected(
    file: string,
    {
      what = 'file',
      meant,
      expected,
      remedy = 'Rename it, or move it elsewhere.',
    }: { readonly what?: string; readonly meant?: string; readonly expected: string; readonly remedy?: string },
  ): void {
    const suggestion = meant === undefined ? '' : ` Did you mean '${meant}'?`;
    const found = `Nothing reads a ${what} of this name.${suggestion}`;
    this.problems.push({ code: 'ESP1007', file, path: '', found, expected, remedy });
  }

  #folders(folder: string): readonly string[] {
    return this.#entries(folder).flatMap(({ name, isFolder }) => (isFolder ? [name] : []));
  }

  /** What a folder holds, by name; hidden files are those of the system and of editors. */
  #entries(folder: string): readonly Entry[] {
    const absolute = join(this.#root, folder);
    const stat = statSync(absolute, { throwIfNoEntry: false });
    if (stat === undefined) return [];
    if (!stat.isDirectory()) {
      if (!this.problems.some(({ file }) => file === folder)) {
        this.#unexpected(folder, { expected: 'A folder of this name.', remedy: 'Move it into such a folder.' });
      }
      return [];
    }
    return readdirSync(absolute, { withFileTypes: true })
      .filter(({ name }) => !name.startsWith('.'))
      .map((entry) => {
        const linked = entry.isSymbolicLink() ? statSync(join(absolute, entry.name), { throwIfNoEntry: false }) : entry;
        return { name: entry.name, isFolder: linked?.isDirectory() === true };
      })
      .sort(byName);
  }
}

/** Files that say something about the others. */
const isNote = /\.md$/i;

/** Files that people and `helm pull --prov` put next to charts. */
const isBesideArchives = /^(README\.md|.+\.tgz\.prov)$/;

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}
