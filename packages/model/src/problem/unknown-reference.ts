import { didYouMean, listOf } from './closest.ts';
import type { Problem } from './problem.ts';

/** A reference by name to something that has to exist. */
export function unknownReference(
  what: string,
  name: string,
  known: Iterable<string>,
  place: { readonly file: string; readonly path: string },
): Problem {
  const all = [...known].sort();
  return {
    code: 'ESP2103',
    ...place,
    found: `'${name}' is not ${what} of this platform.${didYouMean(name, all)}`,
    expected: `There ${all.length === 1 ? 'is' : 'are'}: ${listOf(all)}.`,
    remedy: 'Correct the name, or define what it names.',
  };
}
