import type { Tree } from '@nx/devkit';
import { Worker } from 'node:worker_threads';
import type { GeneratedFiles } from './write-files.ts';
import { resolveFromSource } from '../resolve-from-source.ts';

interface SyncResult {
  readonly outOfSyncMessage: string;
  readonly outOfSyncDetails: string[];
}

/**
 * The sync generator `@espalier/nx:workflows`: writes `.github/workflows/` and the generated parts of `.gitattributes` and `CODEOWNERS`.
 *
 * @throws Error with ESP5030 where a workflow of another author has the name of a generated one
 */
export default async function generator(tree: Tree): Promise<SyncResult> {
  resolveFromSource();
  const { writeFiles } = await import('./write-files.ts');
  writeFiles(tree, await workflowsOf(tree.root));
  return {
    outOfSyncMessage: 'The workflows of GitHub, CODEOWNERS or .gitattributes are not what the platform says.',
    outOfSyncDetails: tree.listChanges().map(({ path }) => path),
  };
}

/** Asks a thread of its own, since Nx's daemon would go on with the definitions that it has once imported. */
function workflowsOf(workspace: string): Promise<GeneratedFiles> {
  const file = import.meta.filename.replace(/generator(\.[jt]s)$/, 'workflows-worker$1');
  return new Promise((settle, fail) => {
    const worker = new Worker(file, { workerData: workspace });
    worker.on('message', settle).on('error', fail);
    worker.on('exit', () => {
      fail(new Error('A definition ended the process.'));
    });
  });
}
