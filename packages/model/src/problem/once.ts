import type { Problem } from './problem.ts';

/** Removes duplicates: one problem may be found in several environments or clusters. */
export function once(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
