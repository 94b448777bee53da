import { posix } from 'node:path';
import { placeOf, ProblemsError, type Problem, type ResolvedApp } from '@espalier/model';

/** A problem in an app's definition, to be thrown: an app with a problem has no objects. */
export function appProblem(app: ResolvedApp, problem: Omit<Problem, 'file'>): ProblemsError {
  return new ProblemsError([{ ...problem, file: app.file }]);
}

/** The `chart.ts` next to an app's definition, whether it is there or not. */
export function chartFile(app: ResolvedApp): string {
  return posix.join(posix.dirname(app.file), 'chart.ts');
}

/** A problem in an app's `chart.ts`, at the place that an error was thrown from. */
export function chartProblem(app: ResolvedApp, problem: Omit<Problem, 'file' | 'path'>, error?: unknown): Problem {
  return { ...problem, file: placeOf(error, chartFile(app)), path: '' };
}
