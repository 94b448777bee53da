import type { ResolvedPlatform } from '@espalier/model';
import type { ClusterResult } from '@espalier/tree';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderClusters } from '../../render/index.ts';

/** The effect of a changed definition on the tree. */
export interface Preview {
  /** Changes of a render before the change: the tree on disk is behind by these. */
  readonly behind: readonly ClusterResult[];
  /** Changes of a render because of the change. */
  readonly results: readonly ClusterResult[];
  /** The same as a unified diff of `clusters/`. */
  readonly diff: string;
}

/**
 * Renders clusters before and after a change, both in a copy of `clusters/`, and compares. So the diff does not contain
 * earlier differences between the tree and the definitions. Nothing in `clusters/` is written.
 */
export function previewClusters(
  workspace: string,
  { before, after }: { readonly before: ResolvedPlatform; readonly after: ResolvedPlatform },
  clusters: readonly string[],
): Preview {
  const temporary = mkdtempSync(join(tmpdir(), 'espalier-preview-'));
  try {
    const [old, changed] = [join(temporary, 'before'), join(temporary, 'after')];
    for (const cluster of clusters) copyFolder(workspace, old, join('clusters', cluster));
    const behind = render(old, before, clusters);
    copyFolder(old, changed, 'clusters');
    const results = render(changed, after, clusters);
    return { behind, results, diff: diffOf(old, changed, 'clusters') };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function render(workspace: string, platform: ResolvedPlatform, clusters: readonly string[]): readonly ClusterResult[] {
  mkdirSync(join(workspace, 'clusters'), { recursive: true });
  return [...renderClusters({ workspace, platform, clusters, prune: false, force: false })];
}

function copyFolder(from: string, to: string, folder: string): void {
  if (!existsSync(join(from, folder))) return;
  cpSync(join(from, folder), join(to, folder), { recursive: true, verbatimSymlinks: true });
}

/** `git diff` of two copies of a folder, shown as a change of that folder. */
function diffOf(before: string, after: string, folder: string): string {
  const plain = ['--no-color', '--text', '--no-ext-diff', '--no-textconv', '--no-renames'];
  const { status, stdout, stderr, error } = spawnSync(
    'git',
    [
      ...['diff', '--no-index', ...plain, '--src-prefix=a/', '--dst-prefix=b/'],
      ...['--', join(before, folder), join(after, folder)],
    ],
    { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  if (error !== undefined) throw error;
  if (status !== 0 && status !== 1) throw new Error(`git diff failed: ${stderr}`);
  return stdout.replaceAll(`${before}/`, '/').replaceAll(`${after}/`, '/');
}
