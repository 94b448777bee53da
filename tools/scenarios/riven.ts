import { statefulType } from '@espalier/cloud/replacement';
import { ProblemsError } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import { compareInMemory, reviewTrees, type Files, type Review } from '@espalier/review';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { renderClusters } from '@espalier/nx';
import { writeBootstrap, writePlans } from '../../packages/nx/src/plan/index.ts';
import { Edit } from './edit.ts';
import type { Scenario } from './scenario.ts';

const repository = resolve(import.meta.dirname, '../..');

/** Folders and files that a change can be made in, and what is generated from them. */
const inputs = ['apps', 'manifests', 'nx.json', 'package.json', 'package-lock.json'];
const generated = 'clusters';

const base = { ...filesIn(repository, inputs), ...filesIn(repository, [generated]) };

/**
 * The review of a scenario: its edit is generated as `npm start` does it, in a copy of the workspace.
 *
 * @throws ProblemsError where the model refuses the edit
 */
export async function reviewOfScenario({ edit, layers, editRendered }: Scenario): Promise<Review> {
  const workspace = mkdtempSync(join(tmpdir(), 'espalier-scenario-'));
  try {
    linkModules(workspace);
    for (const path of [...inputs, generated])
      cpSync(join(repository, path), join(workspace, path), { recursive: true });
    apply(workspace, edit);
    if (layers !== 'none') await generate(workspace, layers !== 'tree');
    if (editRendered !== undefined) apply(workspace, editRendered);
    const head = filesIn(workspace, [...inputs, generated]);
    return reviewTrees(compareInMemory(base, head), { statefulType });
  } finally {
    rmSync(workspace, { recursive: true });
  }
}

async function generate(workspace: string, withPlans: boolean): Promise<void> {
  const { platform, problems } = await loadPlatform(workspace);
  if (platform === undefined) throw new ProblemsError(problems);
  const request = { workspace, platform, prune: true, force: true };
  const rendered = [...renderClusters({ ...request, clusters: Object.keys(platform.clusters) })];
  const failed = rendered.flatMap((cluster) => cluster.problems);
  if (failed.length > 0) throw new ProblemsError(failed);
  if (!withPlans) return;
  const { stacksOf } = await import('@espalier/cloud');
  const stacks = stacksOf(platform).map(({ name }) => name);
  for await (const plan of writePlans({ ...request, stacks })) void plan;
  writeBootstrap(workspace, platform, true);
}

function apply(workspace: string, edit: (files: Edit) => unknown): void {
  const before = filesIn(workspace, [...inputs, generated]);
  const editing = new Edit(before);
  edit(editing);
  for (const [path, text] of editing.files) {
    if (text === before[path]) continue;
    const absolute = join(workspace, path);
    if (text === undefined) rmWithEmptyFolders(absolute, workspace);
    else {
      mkdirSync(dirname(absolute), { recursive: true });
      writeFileSync(absolute, text);
    }
  }
}

/** Git keeps no empty folders. */
function rmWithEmptyFolders(path: string, workspace: string): void {
  rmSync(path, { recursive: true });
  const folder = dirname(path);
  if (folder !== workspace && readdirSync(folder).length === 0) rmWithEmptyFolders(folder, workspace);
}

/** Modules by links one by one, so that the cache of a workspace is its own. */
function linkModules(workspace: string): void {
  const modules = join(workspace, 'node_modules');
  mkdirSync(modules);
  for (const name of readdirSync(join(repository, 'node_modules'))) {
    if (name !== '.cache') symlinkSync(join(repository, 'node_modules', name), join(modules, name));
  }
}

function filesIn(root: string, folders: readonly string[]): Files {
  return Object.fromEntries(
    folders.flatMap((folder) => {
      const names = folder.includes('.')
        ? ['']
        : readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
      return names.flatMap((name): readonly (readonly [string, string])[] => {
        const path = name === '' ? folder : `${folder}/${name}`;
        try {
          return [[path, readFileSync(join(root, path), 'utf8')]];
        } catch {
          // A folder.
          return [];
        }
      });
    }),
  );
}
