import { ProblemsError, type Problem } from '@espalier/model';

/** An error to throw: a file of `manifests/` does not have the expected form. It is one problem for all clusters. */
export function unreadableManifest(file: string, problem: Pick<Problem, 'found' | 'expected' | 'remedy'>): Error {
  return new ProblemsError([{ code: 'ESP2314', file: `manifests/${file}`, path: '', ...problem }]);
}
