import { didYouMean, listOf } from './closest.ts';
import type { Problem } from './problem.ts';

/** A reference by name to something that must exist. */
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

/** A reference by name that is missing or not text; the problem lists all existing names. */
export function withReferences<Result extends { readonly problems: readonly Problem[] }>(
  result: Result,
  path: string,
  known: Iterable<string>,
): Result {
  const all = [...known].sort();
  if (all.length === 0) return result;
  return {
    ...result,
    problems: result.problems.map((problem) =>
      problem.path === path ? { ...problem, expected: `Expected one of ${listOf(all)}.` } : problem,
    ),
  };
}
