import type { HelmValues, ResolvedAddon, ResolvedCluster } from '@espalier/model';
import { chartFolder, helmTemplate } from './helm.ts';

type Path = readonly string[];

/**
 * Keys of the addon's values that change nothing: the chart renders the same with another value and without the key. A
 * key that repeats the chart's default is alive, since another value would matter.
 */
export function deadKeys(cluster: ResolvedCluster, addon: ResolvedAddon, among: readonly string[]): readonly string[] {
  const folder = chartFolder(addon);
  if (folder === undefined) return [];
  const render = (values: unknown): string | undefined => {
    try {
      return helmTemplate(folder, cluster, addon, values);
    } catch {
      // What the chart refuses, it reads.
      return undefined;
    }
  };
  const whole = render(addon.values);
  return leaves(addon.values)
    .filter(([path]) => among.includes(path.join('.')))
    .filter(([path, value]) =>
      [undefined, another(value)].every((next) => render(withLeaf(addon.values, path, next)) === whole),
    )
    .map(([path]) => path.join('.'));
}

/** Paths of every leaf of some values; a list is one. */
export function leafPaths(values: HelmValues): readonly string[] {
  return leaves(values).map(([path]) => path.join('.'));
}

function leaves(value: unknown, path: Path = []): readonly (readonly [Path, unknown])[] {
  if (!isMapping(value) || Object.keys(value).length === 0) return [[path, value]];
  return Object.entries(value).flatMap(([key, child]) => leaves(child, [...path, key]));
}

/** Another value of the same type. */
function another(value: unknown): unknown {
  switch (typeof value) {
    case 'boolean':
      return !value;
    case 'number':
      return value + 1;
    case 'string':
      return `${value}x`;
    default:
      return Array.isArray(value) ? (value.length > 0 ? [] : [{ name: 'another' }]) : { another: 'value' };
  }
}

function withLeaf(values: unknown, [key = '', ...rest]: Path, leaf: unknown): unknown {
  if (!isMapping(values)) return values;
  if (rest.length > 0) return { ...values, [key]: withLeaf(values[key], rest, leaf) };
  const others = Object.fromEntries(Object.entries(values).filter(([other]) => other !== key));
  return leaf === undefined ? others : { ...others, [key]: leaf };
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
