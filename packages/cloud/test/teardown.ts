import type { StackPlan } from '../src/plan/index.ts';
import { guardType } from '../src/protection/guard.ts';

/** A plan without its guards, which are nothing in AWS and depend on everything. */
export function withoutGuards(plan: StackPlan): StackPlan {
  return { ...plan, resources: plan.resources.filter(({ type }) => type !== guardType) };
}

/**
 * In which round each resource of a plan goes when the stack is destroyed: a resource goes once nothing is left that
 * depends on it, is a child of it or uses it as its provider. Creation is the same backwards.
 */
export function teardownRounds({ resources }: StackPlan): ReadonlyMap<string, number> {
  const rounds = new Map<string, number>();
  const needs = new Map(
    resources.map(({ id, dependencies, parent, options: { provider, providers } }) => [
      id,
      new Set(
        [...dependencies, parent, provider, ...Object.values(providers ?? {})].filter((each) => each !== undefined),
      ),
    ]),
  );
  for (let round = 0; rounds.size < resources.length; round += 1) {
    const left = resources.filter(({ id }) => !rounds.has(id));
    const needed = new Set(left.flatMap(({ id }) => [...(needs.get(id) ?? [])]));
    const going = left.filter(({ id }) => !needed.has(id));
    if (going.length === 0) throw new Error(`a circle: ${left.map(({ id }) => id).join(', ')}`);
    for (const { id } of going) rounds.set(id, round);
  }
  return rounds;
}
