import type { AddonDefinition, Definitions } from '../../definition/index.ts';
import type { Problem } from '../../problem/index.ts';

/**
 * Moves problems of custom addons from the cluster's file, where they are a list entry, to the file that declares them.
 * Problems of options stay, since options are in the cluster's file.
 *
 * @param addons of the cluster, not validated yet
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
