import { isMapping } from '../data/index.ts';
import type { KeyTree } from './chart-keys.ts';

/** Adds the keys of `values.yaml`. An empty value, a list or a scalar does not limit the keys at its path. */
export function addDefaults(tree: KeyTree, defaults: unknown): void {
  if (!isMapping(defaults) || Object.keys(defaults).length === 0) {
    tree.isOpen = true;
    return;
  }
  tree.isListed = true;
  for (const [key, value] of Object.entries(defaults)) addDefaults(tree.at([key]), value);
}
