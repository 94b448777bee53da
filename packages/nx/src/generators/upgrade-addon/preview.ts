import type { ResolvedPlatform } from '@espalier/model';
import type { ClusterResult } from '@espalier/tree';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderClusters } from '../../render/render-clusters.ts';

/** What a render would do to a cluster. */
export interface Preview {
  readonly result: ClusterResult;
  /** Unified diff; `undefined` where the cluster was not rendered before and everything is new. */
  readonly diff: string | undefined;
}

/** Renders copies of clusters in a temporary directory and compares. Nothing in `clusters/` is written. */
export function previewClusters(
  workspace: string,
  platform: ResolvedPlatform,
  clusters: readonly string[],
): readonly Preview[] {
  const copy = mkdtempSync(join(tmpdir(), 'espalier-preview-'));
  try {
    const rendered = clusters.filter((cluster) => existsSync(join(workspace, 'clusters', cluster)));
    for (const cluster of rendered) {
      const folder = join('clusters', cluster);
      cpSync(join(workspace, folder), join(copy, folder), { recursive: true, verbatimSymlinks: true });
    }
    const results = renderClusters({ workspace: copy, platform, clusters, prune: false, force: false });
    return Array.from(results, (result) => ({
      result,
      diff: rendered.includes(result.cluster) ? diffOf(workspace, copy, join('clusters', result.cluster)) : undefined,
    }));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** `git diff` of a folder as it stands and as its copy has it, told as a change of the folder. */
function diffOf(workspace: string, copy: string, folder: string): string {
  const prefixes = ['--src-prefix=a/', '--dst-prefix=b/'];
  const plain = ['--no-color', '--text', '--no-ext-diff', '--no-textconv', '--no-renames', ...prefixes];
  const { status, stdout, stderr, error } = spawnSync(
    'git',
    ['diff', '--no-index', ...plain, '--', folder, join(copy, folder)],
    { cwd: workspace, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  if (error !== undefined) throw error;
  if (status !== 0 && status !== 1) throw new Error(`git diff failed: ${stderr}`);
  return stdout.replaceAll(`${copy}/`, '/');
}
