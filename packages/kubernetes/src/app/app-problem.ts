import { posix } from 'node:path';
import { ProblemsError, type Problem, type ResolvedApp } from '@espalier/model';

/** A problem in an app's definition, to be thrown: an app that cannot be projected as it is meant is not projected. */
export function appProblem(app: ResolvedApp, problem: Omit<Problem, 'file'>): ProblemsError {
  return new ProblemsError([{ ...problem, file: app.file }]);
}

/** A problem in the `chart.ts` beside an app's definition. */
export function chartProblem(app: ResolvedApp, problem: Omit<Problem, 'file' | 'path'>): Problem {
  return { ...problem, file: posix.join(posix.dirname(app.file), 'chart.ts'), path: '' };
}
