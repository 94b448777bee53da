import { ProblemsError, type Problem } from '@espalier/model';

/** To be thrown: a file of `manifests/` is not what an addon reads it as, which is one problem however many clusters. */
export function unreadableManifest(file: string, problem: Pick<Problem, 'found' | 'expected' | 'remedy'>): Error {
  return new ProblemsError([{ code: 'ESP2314', file: `manifests/${file}`, path: '', ...problem }]);
}
