import { parse } from 'yaml';
import { isMapping } from '../data/index.ts';
import type { ChartFiles } from './archive.ts';
import { KeyTree, type ChartKeys } from './chart-keys.ts';
import { addDefaults } from './default-keys.ts';
import { addSchema } from './schema-keys.ts';
import { templateReferences } from './template-references.ts';

/** The known keys of a chart with its dependencies. */
export interface KeysOfChart {
  readonly keys: ChartKeys;
  /** Keys that templates read from an unknown value: they count as read anywhere. */
  readonly elsewhere: ReadonlySet<string>;
}

/**
 * The keys that a chart knows: those in its `values.yaml` and `values.schema.json`, those that its templates read,
 * `global`, and the same of its subcharts below their names.
 *
 * @throws if a file of the chart is not YAML
 */
export function keysOfChart(files: ChartFiles): KeysOfChart {
  const keys = new KeyTree();
  const elsewhere = new Set<string>();
  addChart(files, keys, { global: keys.at(['global']), elsewhere });
  const global = keys.at(['global']);
  if (global.keys.size === 0) global.isOpen = true;
  return { keys, elsewhere };
}

interface Shared {
  readonly global: KeyTree;
  readonly elsewhere: Set<string>;
}

function addChart(files: ChartFiles, tree: KeyTree, shared: Shared): void {
  const defaults = read(files, 'values.yaml');
  if (isMapping(defaults)) {
    for (const [key, value] of Object.entries(defaults)) addDefaults(tree.at([key]), value);
    if (defaults['global'] !== undefined) addDefaults(shared.global, defaults['global']);
  }
  if (files.has('values.schema.json')) addSchema(tree, read(files, 'values.schema.json'));
  const subcharts = subchartsOf(files);
  for (const { names, files: below, isLibrary } of subcharts) {
    for (const name of names) {
      const place = tree.at([name]);
      // The subchart defines the known keys below its name, even if the parent's values have nothing there.
      Object.assign(place, { isOpen: false, isListed: true });
      addChart(below, place, shared);
    }
    // Templates of a library chart run with the values of the chart that includes them.
    if (isLibrary) addTemplates(below, tree, shared);
  }
  addTemplates(files, tree, shared);
  addDependencies(files, tree, new Set(subcharts.flatMap(({ names }) => names)));
}

/**
 * Adds the keys that the templates read. Also reads what templates may run with `tpl`: files from `.Files`, and
 * defaults that are templates.
 */
function addTemplates(files: ChartFiles, tree: KeyTree, { global, elsewhere }: Shared): void {
  const places = (path: readonly string[]): readonly KeyTree[] =>
    path[0] === 'global' ? [tree.at(path), global.at(path.slice(1))] : [tree.at(path)];
  for (const [path, text] of files) {
    if (/^(charts\/|Chart\.yaml$|values\.schema\.json$)/.test(path)) continue;
    const references = templateReferences(text);
    for (const place of references.mentioned.flatMap(places)) if (!place.isListed) place.isOpen = true;
    for (const place of references.passedOn.flatMap(places)) place.isOpen = true;
    // In other files, braces mostly have another purpose: legends of dashboards, labels of alerts.
    if (path.startsWith('templates/')) for (const key of references.elsewhere) elsewhere.add(key);
  }
}

/** Adds the keys of `dependencies`: conditions that switch subcharts, and subcharts that are missing in the archive. */
function addDependencies(files: ChartFiles, tree: KeyTree, there: ReadonlySet<string>): void {
  for (const { name, alias, condition, tags } of dependenciesOf(files)) {
    const key = alias ?? name;
    if (key !== undefined && !there.has(key)) tree.at([key]).isOpen = true;
    for (const path of condition?.split(',') ?? []) tree.at(path.trim().split('.')).isOpen = true;
    if (tags) tree.at(['tags']).isOpen = true;
  }
}

interface Subchart {
  /** Keys of its values: its aliases, or its name. */
  readonly names: readonly string[];
  readonly files: ChartFiles;
  readonly isLibrary: boolean;
}

function subchartsOf(files: ChartFiles): readonly Subchart[] {
  const byFolder = new Map<string, Map<string, string>>();
  for (const [path, text] of files) {
    const [, folder, rest] = /^charts\/([^/]+)\/(.+)$/.exec(path) ?? [];
    if (folder === undefined || rest === undefined) continue;
    const below = byFolder.get(folder) ?? new Map<string, string>();
    byFolder.set(folder, below.set(rest, text));
  }
  const dependencies = dependenciesOf(files);
  return [...byFolder].map(([folder, below]) => {
    const chart = read(below, 'Chart.yaml');
    const own = textAt(chart, 'name') ?? folder;
    const names = dependencies.filter(({ name }) => name === own).map(({ alias }) => alias ?? own);
    return {
      names: names.length === 0 ? [own] : names,
      files: below,
      isLibrary: textAt(chart, 'type') === 'library',
    };
  });
}

interface Dependency {
  readonly name: string | undefined;
  readonly alias: string | undefined;
  readonly condition: string | undefined;
  readonly tags: boolean;
}

function dependenciesOf(files: ChartFiles): readonly Dependency[] {
  const chart = read(files, 'Chart.yaml');
  const listed = isMapping(chart) ? chart['dependencies'] : undefined;
  return (Array.isArray(listed) ? (listed as readonly unknown[]) : []).map((dependency) => ({
    name: textAt(dependency, 'name'),
    alias: textAt(dependency, 'alias'),
    condition: textAt(dependency, 'condition'),
    tags: isMapping(dependency) && dependency['tags'] !== undefined,
  }));
}

/** The text at a key, if the value is a mapping; empty text counts as missing. */
export function textAt(value: unknown, key: string): string | undefined {
  const text = isMapping(value) ? value[key] : undefined;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** A file of a chart as Helm reads it: YAML, which may have aliases and name a key twice. */
export function read(files: ChartFiles, path: string): unknown {
  const text = files.get(path);
  return text === undefined ? undefined : parse(text, { uniqueKeys: false, merge: true, logLevel: 'error' });
}
