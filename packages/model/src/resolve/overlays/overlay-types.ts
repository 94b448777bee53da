import type { Overlay } from '../../definition/index.ts';
import { formatPath, show, type Problem } from '../../problem/index.ts';
import { isMapping } from '../../data/index.ts';

/**
 * Where an overlay gives a key another kind of value than the addon gives it: a list for a mapping, text for a number.
 * Charts take such a value silently and fail, or ignore it, in the cluster. `null` takes a chart's default out, and
 * what the addon does not set may be anything.
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
