import { posix } from 'node:path';
import { placeOf, ProblemsError, type Problem, type ResolvedApp } from '@espalier/model';

/** A problem in an app's definition, as an error to throw. */
export function appProblem(app: ResolvedApp, problem: Omit<Problem, 'file'>): ProblemsError {
  return new ProblemsError([{ ...problem, file: app.file }]);
}

/** Path of the `chart.ts` next to an app's definition; the file may be missing. */
export function chartFile(app: ResolvedApp): string {
  return posix.join(posix.dirname(app.file), 'chart.ts');
}

/** A problem in an app's `chart.ts`, at the line that threw the error. */
export function chartProblem(app: ResolvedApp, problem: Omit<Problem, 'file' | 'path'>, error?: unknown): Problem {
  return { ...problem, file: placeOf(error, chartFile(app)), path: '' };
}
