import { stacksOf } from '@espalier/cloud';
import { planStacks, type PlannedResource } from '@espalier/cloud/plan';
import { loadPlatform } from '@espalier/model/load';

/** What every stack of the repository's platform registers, by stack; not what apps' own programs add. */
export async function plannedResources(repository: string): Promise<ReadonlyMap<string, readonly PlannedResource[]>> {
  const { platform, problems } = await loadPlatform(repository);
  if (platform === undefined) throw new Error(JSON.stringify(problems));
  const stacks = stacksOf(platform).map(({ name }) => name);
  const plans = new Map<string, readonly PlannedResource[]>();
  for await (const { stack, resources } of planStacks(platform, new Map(), stacks)) plans.set(stack, resources);
  return plans;
}
