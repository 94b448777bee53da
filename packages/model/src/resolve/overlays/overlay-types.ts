import type { Overlay } from '../../definition/index.ts';
import { formatPath, show, type Problem } from '../../problem/index.ts';
import { isMapping } from '../../data/index.ts';

/**
 * Finds keys where the overlay's value has another type than the addon's: a list for a mapping, text for a number.
 * Charts accept such a value silently, then fail in the cluster or ignore it. `null` removes a chart's default. Keys
 * that the addon does not set may have any type.
 */
export function overlayTypeProblems(own: unknown, { file, value }: Overlay): readonly Problem[] {
  const compare = (mine: unknown, theirs: unknown, path: readonly string[]): readonly Problem[] => {
    if (mine === undefined || mine === null || theirs === null || theirs === undefined) return [];
    if (isMapping(mine) && isMapping(theirs)) {
      return Object.entries(theirs).flatMap(([key, inner]) => compare(mine[key], inner, [...path, key]));
    }
    if (kindOf(mine) === kindOf(theirs)) return [];
    return [
      {
        code: 'ESP2311',
        file,
        path: formatPath(path),
        found: `Found ${show(theirs)}.`,
        expected: `Expected ${kindOf(mine)}, as the addon itself has it: ${show(mine)}.`,
        remedy: 'Correct the value.',
      },
    ];
  };
  return compare(own, value, []);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isMapping(value)) return 'a mapping';
  return { string: 'text', number: 'a number', boolean: 'true or false' }[typeof value as string] ?? typeof value;
}
