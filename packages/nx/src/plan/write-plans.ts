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
import { pruneClusters, renderCluster, stringifyYaml, type ClusterResult, type RenderOptions } from '@espalier/tree';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureStackFile } from '../pulumi/stack-file.ts';
import { workspacePaths } from '../render/workspace-paths.ts';
import { planDirectory } from './plan-directory.ts';
import { bootstrapFolder } from './write-bootstrap.ts';
import type { WrittenPlan } from './written-plan.ts';

/** What to plan, and how it is written. */
export interface PlanRequest {
  /** Absolute path of the workspace. */
  readonly workspace: string;
  readonly platform: ResolvedPlatform;
  /** Stacks by name. */
  readonly stacks: readonly string[];
  /** Whether plans of stacks that are gone from the model are pruned. */
  readonly prune: boolean;
  /** Whether files that Espalier did not write are overwritten and removed. */
  readonly force: boolean;
}

/**
 * Plans stacks and writes their plans into the tree, one after another, and the settings of those that have none.
 *
 * @throws ProblemsError where a stack cannot be planned
 */
export async function* writePlans({
  workspace,
  platform,
  stacks,
  prune,
  force,
}: PlanRequest): AsyncGenerator<WrittenPlan> {
  const all = new Map(stacksOf(platform).map((stack) => [stack.name, stack]));
  // What the roles of the bootstrap may never allow is told before anything is written that asks for it.
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
      written: writePlan(workspace, stack, plan, force),
      warnings: typesBeyondApply(stack, plan.resources, own, besideBootstrap(workspace, stack.account.name)),
    };
  }
  if (prune) for (const written of prunePlans(workspace, [...all.values()], force)) yield written;
}

/** What people wrote for Terraform next to the bootstrap of an account. */
function besideBootstrap(workspace: string, account: string): string {
  const folder = join(workspace, bootstrapFolder, account);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files
    .filter((file) => file !== 'main.tf.json' && /\.tf(\.json)?$/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}

function writePlan(workspace: string, stack: Stack, plan: StackPlan, force: boolean): ClusterResult {
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
  return renderCluster({ cluster: name, applications }, optionsIn(workspace, parent, force));
}

function* prunePlans(workspace: string, stacks: readonly Stack[], force: boolean): Generator<WrittenPlan> {
  const clusters = join(workspace, 'clusters');
  const kept = Map.groupBy(stacks.map(planDirectory), ({ parent }) => parent);
  const parents = existsSync(clusters) ? readdirSync(clusters, { withFileTypes: true }) : [];
  for (const { name } of parents.filter((entry) => entry.isDirectory())) {
    const parent = join('clusters', name);
    const existing = (kept.get(parent) ?? []).map((directory) => directory.name);
    for (const written of pruneClusters(existing, optionsIn(workspace, parent, force))) {
      yield {
        stack: name === names.sharedPlans ? written.cluster : names.clusterStack(name),
        resources: 0,
        written,
        warnings: [],
      };
    }
  }
}

function optionsIn(workspace: string, parent: string, force: boolean): RenderOptions {
  return {
    root: join(workspace, parent),
    shownRoot: parent,
    cache: join(workspacePaths(workspace).cache, 'plans', parent),
    force,
  };
}
