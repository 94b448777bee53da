import { loadPlatform } from '@espalier/model/load';
import { expect, test } from 'vitest';
import { manifests, values, workspace } from './tree.ts';

const { platform } = await loadPlatform(workspace);
if (platform === undefined) throw new Error("Riven's model is broken");

const [sync, compare] = ['argocd.argoproj.io/sync-options', 'argocd.argoproj.io/compare-options'];

/** Every mapping inside some data that says one of the two. */
function annotated(data: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (typeof data !== 'object' || data === null) return [];
  const below = Object.values(data).flatMap(annotated);
  return sync in data || compare in data ? [{ ...data }, ...below] : below;
}

test.each(Object.values(platform.clusters))(
  'what Argo CD may not prune in $name does not keep an Application OutOfSync, nor the reverse',
  ({ name, addons }) => {
    const helm = addons.filter(({ chart }) => chart !== undefined).map((addon) => values(name, addon.name));
    const halves = annotated([...manifests(name).values(), ...helm]).map((annotations) => ({
      annotations,
      isKept: String(annotations[sync]).split(',').includes('Prune=false'),
      isIgnored: annotations[compare] === 'IgnoreExtraneous',
    }));
    expect(halves.filter(({ isKept }) => isKept).length).toBeGreaterThan(0);
    expect(halves.filter(({ isKept, isIgnored }) => isKept !== isIgnored)).toEqual([]);
  },
);
