import { bootstrapOf, stacksOf, type Stack } from '@espalier/cloud';
import {
  loadOwnPrograms,
  planFiles,
  planStacks,
  typesBeyondApply,
  unknownActionsOfNeeds,
  type StackPlan,
} from '@espalier/cloud/plan';
import { names, ProblemsError, type ResolvedPlatform } from '@espalier/model';
import {
  pruneClusters,
  renderCluster,
  stringifyYaml,
  type ClusterResult,
  type RenderOptions,
  type ReplacedFile,
} from '@espalier/tree';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Uncommitted } from '../git/index.ts';
import { ensureStackFile } from '../pulumi/index.ts';
import type { WrittenPlan } from '../report/index.ts';
import { bootstrapFolder, workspacePaths } from '../workspace/index.ts';
import { planDirectory } from './plan-directory.ts';
import { refusedInPlan } from './refused-in-aws.ts';

/** What to plan, and how to write it. */
export interface PlanRequest {
  /** Absolute path of the workspace. */
  readonly workspace: string;
  readonly platform: ResolvedPlatform;
  /** Stacks by name. */
  readonly stacks: readonly string[];
  /** Whether to prune plans of stacks that are no longer in the model. */
  readonly prune: boolean;
  /** Whether files that Espalier did not write are overwritten and removed. */
  readonly force: boolean;
  /** Earlier differences from the last commit. @default none */
  readonly uncommitted?: Uncommitted;
}

/**
 * Plans stacks one after another, writes the plans into the tree, and creates missing settings files.
 *
 * @throws ProblemsError if a stack cannot be planned
 */
export async function* writePlans({
  workspace,
  platform,
  stacks,
  prune,
  force,
  uncommitted = Uncommitted.nothing(workspace),
}: PlanRequest): AsyncGenerator<WrittenPlan> {
  const all = new Map(stacksOf(platform).map((stack) => [stack.name, stack]));
  // Actions that the bootstrap's roles may never allow are refused before any file is written.
  for (const account of Object.values(platform.accounts)) bootstrapOf(platform, account);
  const unknown = await unknownActionsOfNeeds(platform);
  if (unknown.length > 0) throw new ProblemsError(unknown);
  const own = await loadOwnPrograms(workspace, platform);
  for await (const plan of planStacks(platform, own, stacks)) {
    const stack = all.get(plan.stack);
    if (stack === undefined) continue;
    ensureStackFile(workspace, stack);
    yield {
      stack: plan.stack,
      resources: plan.resources.length,
      ...writePlan(workspace, stack, plan, force, uncommitted),
      warnings: typesBeyondApply(stack, plan.resources, own, besideBootstrap(workspace, stack.account.name)),
    };
  }
  if (prune) for (const written of prunePlans(workspace, [...all.values()], force, uncommitted)) yield written;
}

/** Users' own Terraform files next to the bootstrap of an account. */
function besideBootstrap(workspace: string, account: string): string {
  const folder = join(workspace, bootstrapFolder, account);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files
    .filter((file) => file !== 'main.tf.json' && /\.tf(\.json)?$/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}

function writePlan(
  workspace: string,
  stack: Stack,
  plan: StackPlan,
  force: boolean,
  uncommitted: Uncommitted,
): Pick<WrittenPlan, 'written' | 'uncommitted' | 'refused'> {
  const { parent, name } = planDirectory(stack);
  const applications = Object.entries(planFiles(plan)).map(([directory, documents]) => ({
    name: directory,
    inputs: undefined,
    build: () => ({
      objects: [],
      files: Object.fromEntries(
        Object.entries(documents).map(([file, document]) => [`${directory}/${file}.yaml`, stringifyYaml(document)]),
      ),
    }),
  }));
  const replaced: ReplacedFile[] = [];
  const onReplace = (file: ReplacedFile): unknown => replaced.push(file);
  const written = renderCluster({ cluster: name, applications }, { ...optionsIn(workspace, parent, force), onReplace });
  const folder = `${parent}/${name}`;
  const changes = uncommitted.changes(folder, written.changes);
  const refused = refusedInPlan(plan, folder, uncommitted.replaced(folder, changes, replaced));
  return { written, uncommitted: changes, refused };
}

function* prunePlans(
  workspace: string,
  stacks: readonly Stack[],
  force: boolean,
  uncommitted: Uncommitted,
): Generator<WrittenPlan> {
  const clusters = join(workspace, 'clusters');
  const kept = Map.groupBy(stacks.map(planDirectory), ({ parent }) => parent);
  const onDisk = existsSync(clusters) ? readdirSync(clusters, { withFileTypes: true }) : [];
  const pruned = onDisk
    .filter((entry) => entry.isDirectory())
    .map((entry) => join('clusters', entry.name))
    .flatMap((parent) => {
      const existing = (kept.get(parent) ?? []).map((directory) => directory.name);
      return pruneClusters(existing, optionsIn(workspace, parent, force)).map((written) => ({ parent, written }));
    });
  const said = new Map(pruned.map((one) => [`${one.parent}/${one.written.cluster}`, one.written]));
  const planned = new Set(stacks.map(planDirectory).map(({ parent, name }) => `${parent}/${name}`));
  // Also stacks that an earlier run has pruned, until that is committed.
  const gone = uncommitted
    .removedIn('clusters')
    .map((path) => join('clusters', ...path.split('/').slice(0, 2)))
    .filter((folder) => isPlan(folder) && !planned.has(folder));
  for (const folder of new Set([...said.keys(), ...gone])) {
    const [, parent = '', name = ''] = folder.split('/');
    const written = said.get(folder) ?? nothingPruned(name);
    yield {
      stack: parent === names.sharedPlans ? name : names.clusterStack(parent),
      resources: 0,
      written,
      uncommitted: uncommitted.changes(folder, written.changes),
      refused: [],
      warnings: [],
    };
  }
}

/** Whether a second-level folder of the workspace is a plan, not manifests. */
function isPlan(folder: string): boolean {
  const [, parent, name = ''] = folder.split('/');
  return (parent === names.sharedPlans && !name.startsWith('.')) || name === names.sharedPlans;
}

function nothingPruned(cluster: string): ClusterResult {
  return { cluster, applications: 0, objects: 0, written: 0, unchanged: 0, pruned: 0, changes: [], problems: [] };
}

function optionsIn(workspace: string, parent: string, force: boolean): RenderOptions {
  return {
    root: join(workspace, parent),
    shownRoot: parent,
    cache: join(workspacePaths(workspace).cache, 'plans', parent),
    force,
  };
}
