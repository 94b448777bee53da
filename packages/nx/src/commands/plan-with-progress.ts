import { Uncommitted } from '../git/index.ts';
import { writeBootstrap, writePlans, type PlanRequest } from '../plan/index.ts';
import type { Progress, Written, WrittenPlan } from '../report/index.ts';
import { bootstrapFolder } from '../workspace/index.ts';

/**
 * Writes plans one after another and counts them. With all stacks, it also writes the bootstrap of the accounts.
 *
 * @throws ProblemsError if a stack cannot be planned
 */
export async function planWithProgress(
  request: PlanRequest,
  progress: Progress,
): Promise<Pick<Written, 'plans' | 'bootstrap'>> {
  const plans: WrittenPlan[] = [];
  for await (const plan of writePlans(request)) {
    progress.step(plan.stack);
    plans.push(plan);
  }
  progress.finished(`planned ${plans.length} stacks`);
  return {
    plans,
    bootstrap: request.prune ? [bootstrapOf(request)] : [],
  };
}

function bootstrapOf({ workspace, platform, force, uncommitted }: PlanRequest): Written['bootstrap'][number] {
  const written = writeBootstrap(workspace, platform, force);
  const changes = (uncommitted ?? Uncommitted.nothing(workspace)).changes(bootstrapFolder, written.changes);
  return { ...written, uncommitted: changes };
}
