import type { AddonDefinition, Definitions } from '../../definition/index.ts';
import type { Problem } from '../../problem/index.ts';

/**
 * Moves problems of addons of one's own from the cluster's file, where they are an entry of a list, to the file that
 * declares them. What an addon's function was called with stays: that is written in the cluster's file.
 *
 * @param addons of the cluster, which may be anything while they are not validated
 */
export function inAddonFiles(
  problems: readonly Problem[],
  addons: unknown,
  { addonFile = () => undefined }: Pick<Definitions, 'addonFile'>,
): readonly Problem[] {
  const all: readonly unknown[] = Array.isArray(addons) ? addons : [];
  return problems.map((problem) => {
    const [prefix, index] = /^addons\[(\d+)\](?:\.|$)/.exec(problem.path) ?? [];
    const addon = index === undefined ? undefined : all[Number(index)];
    const file = isAddon(addon) ? addonFile(addon) : undefined;
    if (prefix === undefined || file === undefined) return problem;
    return { ...problem, file, path: problem.path.slice(prefix.length) };
  });
}

function isAddon(value: unknown): value is AddonDefinition {
  return typeof value === 'object' && value !== null;
}
