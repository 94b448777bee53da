import { join } from 'node:path';

/** Folder of the bootstrap of all accounts, one directory each, relative to the workspace. */
export const bootstrapFolder = 'apps/cloud/bootstrap';

/** The rendered tree of a workspace, and the local cache for fast renders. */
export function workspacePaths(workspace: string): { readonly root: string; readonly cache: string } {
  return { root: join(workspace, 'clusters'), cache: join(workspace, 'node_modules', '.cache', 'espalier') };
}
