import type { ResolvedPlatform } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import { existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from '../../git/index.ts';

/** A platform from Git. */
export interface EarlierPlatform {
  readonly platform: ResolvedPlatform;
  /** The commit that removed the application; `undefined` if that is not committed yet. */
  readonly removedBy: string | undefined;
}

/**
 * The last committed platform in which a cluster had an application; `undefined` if it never had one, or if Git or that
 * model cannot be read.
 *
 * @param workspace absolute path
 */
export async function earlierPlatform(
  workspace: string,
  cluster: string,
  application: string,
): Promise<EarlierPlatform | undefined> {
  const found = lastCommitWith(workspace, `clusters/${cluster}/.espalier/${application}.json`);
  if (found === undefined) return undefined;
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'espalier-earlier-')));
  try {
    const root = checkOut(workspace, found.commit, folder);
    const { platform } = await loadPlatform(root);
    return platform === undefined ? undefined : { platform, removedBy: found.removedBy };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The last commit that has a file, and the one that deleted it. */
function lastCommitWith(
  workspace: string,
  path: string,
): { readonly commit: string; readonly removedBy: string | undefined } | undefined {
  if (git(workspace, ['cat-file', '-e', `HEAD:./${path}`]) !== undefined)
    return { commit: 'HEAD', removedBy: undefined };
  const removedBy = git(workspace, ['log', '-1', '--format=%H', '--diff-filter=D', '--', path])?.trim() ?? '';
  return removedBy === '' ? undefined : { commit: `${removedBy}^`, removedBy };
}

/** Writes the definitions of a commit into a folder, next to the packages that they import. */
function checkOut(workspace: string, commit: string, folder: string): string {
  // Uses a separate Git index, so that the workspace's index and files stay unchanged.
  const env = { ...process.env, GIT_INDEX_FILE: join(folder, 'index') };
  const definitions = ['apps', 'manifests', 'package.json'].filter(
    (path) => git(workspace, ['cat-file', '-e', `${commit}:./${path}`]) !== undefined,
  );
  git(workspace, ['read-tree', commit], env);
  const files = git(workspace, ['ls-files', '-z', '--', ...definitions], env) ?? '';
  git(workspace, ['checkout-index', '-z', '--stdin', `--prefix=${folder}/tree/`], env, files);
  const prefix = git(workspace, ['rev-parse', '--show-prefix'])?.trim() ?? '';
  const root = join(folder, 'tree', prefix);
  if (existsSync(join(workspace, 'node_modules')))
    symlinkSync(join(workspace, 'node_modules'), join(root, 'node_modules'));
  return root;
}
