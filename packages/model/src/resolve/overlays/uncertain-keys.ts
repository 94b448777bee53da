import { distance } from 'fastest-levenshtein';
import type { Overlay } from '../../definition/index.ts';
import { formatPath, type Problem } from '../../problem/index.ts';
import { isMapping } from '../../data/index.ts';

/**
 * Keys of an overlay that the addon does not set, but that are spelled almost like a key that it sets. Most charts
 * silently ignore a misspelled key. Such a key may still be right: a chart reads more keys than an addon sets.
 */
export function uncertainKeys(own: unknown, { file, value }: Overlay): readonly Problem[] {
  const visit = (mine: unknown, theirs: unknown, path: readonly string[]): readonly Problem[] => {
    if (!isMapping(mine) || !isMapping(theirs)) return [];
    return Object.entries(theirs).flatMap(([key, inner]): readonly Problem[] => {
      if (key in mine) return visit(mine[key], inner, [...path, key]);
      const meant = Object.keys(mine).find((known) => !(known in theirs) && isSlip(key, known));
      if (meant === undefined) return [];
      return [
        {
          code: 'ESP2404',
          file,
          path: formatPath([...path, key]),
          found: `'${key}' is not a key that the addon sets. It is spelled almost like '${meant}', which is one.`,
          expected: 'A key that the chart reads; most charts ignore any other silently.',
          remedy: `Write '${meant}' if that is meant.`,
        },
      ];
    });
  };
  return visit(own, value, []);
}

/** One letter is extra, missing, wrong or swapped; a plural counts as another word. */
function isSlip(key: string, known: string): boolean {
  return key.length >= 5 && distance(key, known) <= 2 && `${key}s` !== known && `${known}s` !== key;
}
