import { join } from 'node:path';

/** Folder of the bootstrap of all accounts, one directory each, relative to the workspace. */
export const bootstrapFolder = 'apps/cloud/bootstrap';

/** Where a workspace keeps its rendered tree, and the local cache that makes an unchanged render cheap. */
export function workspacePaths(workspace: string): { readonly root: string; readonly cache: string } {
  return { root: join(workspace, 'clusters'), cache: join(workspace, 'node_modules', '.cache', 'espalier') };
}
