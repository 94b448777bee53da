import { statefulType } from '@espalier/cloud/replacement';
import { ProblemsError } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import { renderClusters } from '@espalier/nx';
import { compareInMemory, reviewTrees, type Files, type Review } from '@espalier/review';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeBootstrap, writePlans } from '../../packages/nx/src/plan/index.ts';
import { committed, filesIn, generated, inputs, repository } from './committed.ts';
import { Edit } from './edit.ts';
import type { Scenario } from './scenario.ts';

/**
 * Generates changes of Riven as `npm start` does, each in a workspace of its own: a process loads the definitions of a
 * workspace once. The rendered files move from one workspace to the next, since there are many of them.
 */
export class Riven {
  readonly #root = mkdtempSync(join(tmpdir(), 'espalier-scenarios-'));

  constructor() {
    symlinkSync(join(repository, 'node_modules'), join(this.#root, 'node_modules'));
    cpSync(join(repository, generated), join(this.#root, generated), { recursive: true });
  }

  /**
   * The review of a scenario.
   *
   * @throws ProblemsError where the model refuses the edit
   */
  async reviewOf({ name, edit, layers, given = {}, editRendered }: Scenario): Promise<Review> {
    const workspace = join(this.#root, name);
    mkdirSync(join(workspace, 'node_modules'), { recursive: true });
    for (const path of inputs) cpSync(join(repository, path), join(workspace, path), { recursive: true });
    renameSync(join(this.#root, generated), join(workspace, generated));
    try {
      write(workspace, {}, given);
      apply(workspace, edit);
      if (layers !== 'none') await generate(workspace, layers !== 'tree');
      if (editRendered !== undefined) apply(workspace, editRendered, given);
      return reviewTrees(compareInMemory({ ...committed, ...given }, filesIn(workspace, [...inputs, generated])), {
        statefulType,
      });
    } finally {
      write(workspace, filesIn(workspace, [generated]), filesBelow(committed, generated));
      renameSync(join(workspace, generated), join(this.#root, generated));
      rmSync(workspace, { recursive: true });
    }
  }

  remove(): void {
    rmSync(this.#root, { recursive: true });
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
  const plans = writePlans({ ...request, stacks });
  while ((await plans.next()).done !== true);
  writeBootstrap(workspace, platform, true);
}

function apply(workspace: string, edit: (files: Edit) => unknown, given: Files = {}): void {
  const before = { ...committed, ...given };
  const editing = new Edit(before);
  edit(editing);
  write(workspace, before, Object.fromEntries(editing.files));
}

/** Makes files of a workspace what they shall be, where they are not. */
function write(workspace: string, before: Files, after: Readonly<Record<string, string | undefined>>): void {
  for (const path of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [before[path], after[path]];
    const absolute = join(workspace, path);
    if (old === now) continue;
    if (now === undefined) removeWithEmptyFolders(absolute, workspace);
    else {
      mkdirSync(dirname(absolute), { recursive: true });
      writeFileSync(absolute, now);
    }
  }
}

/** Git keeps no empty folders. */
function removeWithEmptyFolders(path: string, workspace: string): void {
  rmSync(path, { recursive: true });
  const folder = dirname(path);
  if (folder !== workspace && readdirSync(folder).length === 0) removeWithEmptyFolders(folder, workspace);
}

function filesBelow(files: Files, folder: string): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => path.startsWith(`${folder}/`)));
}
