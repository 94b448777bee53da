import type { Problem } from './problem.ts';

/** Each problem once: one of an app in several environments, or of an overlay in several clusters, is found in each. */
export function once(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
