import { stacksOf } from '@espalier/cloud';
import { loadOwnPrograms, planStacks, type StackPlan } from '@espalier/cloud/plan';
import { loadPlatform } from '@espalier/model/load';
import { join } from 'node:path';

export const workspace = join(import.meta.dirname, '../../..');

/** Plans of every stack of Riven, by stack. */
export async function plansOfRiven(): Promise<ReadonlyMap<string, StackPlan>> {
  const { platform, problems } = await loadPlatform(workspace);
  if (platform === undefined) throw new Error(JSON.stringify(problems));
  const plans = new Map<string, StackPlan>();
  const own = await loadOwnPrograms(workspace, platform);
  const stacks = stacksOf(platform).map(({ name }) => name);
  for await (const plan of planStacks(platform, own, stacks)) plans.set(plan.stack, plan);
  return plans;
}
