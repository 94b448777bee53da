import { dirname, basename } from 'node:path';

/** What a file that the plugin watches defines. */
export type DefinitionFile = {
  readonly file: string;
  /** Project root: the folder the file is in. */
  readonly root: string;
  readonly name: string;
  readonly kind: 'platform' | 'environments' | 'cluster' | 'app';
};

/** Derives from a file's path what it defines; `undefined` if it is not its own project. */
export function definitionFile(file: string): DefinitionFile | undefined {
  const root = dirname(file);
  const name = basename(root);
  if (file === 'apps/platform/platform.ts') return { file, root, name: 'platform', kind: 'platform' };
  // One project for all of them: targets list the files of their own environment as inputs.
  if (root === 'apps/platform/environments') return { file, root, name, kind: 'environments' };
  if (basename(file) === 'cluster.ts') return { file, root, name, kind: 'cluster' };
  return basename(file) === 'app.ts' ? { file, root, name, kind: 'app' } : undefined;
}
