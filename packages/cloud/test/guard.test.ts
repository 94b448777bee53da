import { describe, expect, test } from 'vitest';
import { planStacks, type PlannedResource, type StackPlan } from '../src/plan/index.ts';
import { guardType } from '../src/protection/guard.ts';
import { stacksOf } from '../src/stacks/stack.ts';
import { loadRiven } from './stack-plans.ts';
import { teardownRounds } from './teardown.ts';

const riven = await loadRiven();
const plans: StackPlan[] = [];
const stacks = stacksOf(riven).map(({ name }) => name);
for await (const plan of planStacks(riven, new Map(), stacks)) plans.push(plan);

/** What goes only after a resource: all that it depends on, with what that is in. */
function after(plan: StackPlan, from: PlannedResource): ReadonlySet<string> {
  const byId = new Map(plan.resources.map((each) => [each.id, each]));
  const seen = new Set<string>();
  const open = [from];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const { dependencies, parent, options } = one;
    for (const id of [...dependencies, parent, options.provider, ...Object.values(options.providers ?? {})]) {
      if (id === undefined || seen.has(id)) continue;
      seen.add(id);
      const next = byId.get(id);
      if (next !== undefined) open.push(next);
    }
  }
  return seen;
}

function isProtected({ type, options }: PlannedResource): boolean {
  return options.protect === true && type !== guardType;
}

test('some stacks hold what is protected, and some do not', () => {
  expect(plans.filter(({ resources }) => resources.some(isProtected)).map(({ stack }) => stack)).toEqual([
    'account-shared',
    'environment-production',
    'environment-staging',
    'cluster-production',
    'cluster-staging',
  ]);
});

describe.each(plans.map((plan) => [plan.stack, plan] as const))('%s', (_, plan) => {
  const guards = plan.resources.filter(({ type }) => type === guardType);
  const holds = plan.resources.some(isProtected);

  test.skipIf(!holds)('its guard goes first and alone, and everything in AWS only after it', () => {
    const [guard, ...others] = guards.filter(({ parent }) => parent === undefined);
    if (guard === undefined) throw new Error('no guard');
    expect(others).toEqual([]);
    expect(guard.options.protect).toBe(true);
    const kept = after(plan, guard);
    const made = plan.resources.filter(({ kind }) => kind !== 'component').map(({ id }) => id);
    expect(made.filter((id) => !kept.has(id))).toEqual([]);
    // Other guards, which are nothing in AWS, are all that the engine may meet with it.
    const first = [...teardownRounds(plan)].filter(([, round]) => round === 0).map(([id]) => id);
    expect(first.filter((id) => !id.startsWith(`${guardType}/`))).toEqual([]);
  });

  test('what leaves with something protected leaves only after a guard', () => {
    const byParent = Map.groupBy(plan.resources, ({ parent }) => parent ?? '');
    for (const owner of plan.resources.filter(({ type }) => leavesAlone.has(type))) {
      const all = (byParent.get(owner.id) ?? []).filter(({ kind }) => kind === 'resource');
      if (!all.some(isProtected) || all.length === 1) continue;
      const kept = new Set(
        guards.filter(({ parent }) => parent === owner.id).flatMap((guard) => [...after(plan, guard)]),
      );
      expect([owner.id, all.map(({ id }) => id).filter((id) => !kept.has(id))]).toEqual([owner.id, []]);
    }
  });

  test.skipIf(holds)('has no guard, since nothing in it is protected', () => {
    expect(guards).toEqual([]);
  });
});

/** Components whose parts a change of the model takes out, while the stack stays. */
const leavesAlone = new Set(
  ['Bucket', 'Database', 'Queue', 'Table', 'Secret', 'AppRepositories'].map((name) => `espalier:cloud:${name}`),
);

test('what a need asks for is among what the model takes out', () => {
  const components = plans.flatMap(({ resources }) => resources.filter(({ kind }) => kind === 'component'));
  const ofNeeds = components
    .filter(({ parent = '' }) => parent.startsWith('espalier:cloud:Needs/'))
    .map(({ type }) => type);
  expect([...new Set(ofNeeds)].filter((type) => !leavesAlone.has(type))).toEqual([]);
});
