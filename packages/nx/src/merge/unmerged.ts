import type { Problem } from '@espalier/model';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * ESP5033 for each definition that Git has left in conflict: what would be rendered from it is neither side's. None outside
 * of Git.
 */
export async function unmergedDefinitions(workspace: string): Promise<readonly Problem[]> {
  const args = ['ls-files', '--unmerged', '-z', '--', 'apps', 'manifests', ':!apps/cloud/bootstrap/*/main.tf.json'];
  try {
    const { stdout } = await promisify(execFile)('git', args, { cwd: workspace });
    const files = stdout.split('\0').flatMap((entry) => entry.split('\t')[1] ?? []);
    return [...new Set(files)].filter((file) => !file.startsWith('apps/cloud/bootstrap/.espalier/')).map(inConflict);
  } catch {
    return [];
  }
}

function inConflict(file: string): Problem {
  return {
    code: 'ESP5033',
    file,
    path: '',
    found: 'Git has left the file in conflict.',
    expected: 'Definitions without conflicts: clusters/ is rendered from them.',
    remedy: `Resolve it and run \`git add ${file}\`; then \`npx nx resolve-merge platform\` renders clusters/ and stages it.`,
  };
}
