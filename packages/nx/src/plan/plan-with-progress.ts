import type { Progress } from '../report/progress.ts';
import type { Written } from '../report/next-steps.ts';
import { writeBootstrap } from './write-bootstrap.ts';
import { writePlans, type PlanRequest } from './write-plans.ts';
import type { WrittenPlan } from './written-plan.ts';

/**
 * Writes plans one after another, counting each; where all stacks are planned, also the bootstrap of the accounts.
 *
 * @throws ProblemsError where a stack cannot be planned
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
    bootstrap: request.prune ? [writeBootstrap(request.workspace, request.platform, request.force)] : [],
  };
}
