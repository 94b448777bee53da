import { dirname, basename } from 'node:path';

/** What a file that the plugin watches defines. */
export type DefinitionFile = {
  readonly file: string;
  /** Project root: the folder the file is in. */
  readonly root: string;
  readonly name: string;
  readonly kind: 'platform' | 'cluster' | 'app';
};

/** Tells from a file's place in the workspace what it defines. */
export function definitionFile(file: string): DefinitionFile {
  const root = dirname(file);
  if (file === 'apps/platform/platform.ts') return { file, root, name: 'platform', kind: 'platform' };
  return { file, root, name: basename(root), kind: basename(file) === 'cluster.ts' ? 'cluster' : 'app' };
}
