import { ProblemsError, type Problem, type ResolvedPlatform, type StackPlan } from '@espalier/model';
import { unknownActionsOf } from '../iam-actions/index.ts';
import { type OutputPaths, ownProgramFile, type OwnPrograms } from '../own-programs/index.ts';
import { stackProgram } from '../program/index.ts';
import { type Stack, stackByName } from '../stacks/index.ts';
import { capture } from './capture.ts';
import { otherProviders } from './other-providers.ts';
import { policiesTooLarge } from './policy-sizes.ts';
import { referencesTo } from './stack-references.ts';

/**
 * Plans stacks one after another, and yields each plan immediately. Referenced stacks are captured once, for their
 * outputs.
 *
 * @throws ProblemsError if a stack cannot be planned: as `capture` does; ESP6013 if an app's program hides resources
 * from previews; ESP6014 if resources use another provider than the stack's; ESP2234 and ESP2239 if a policy has an
 * action that IAM does not have, or is too large for AWS
 */
export async function* planStacks(
  platform: ResolvedPlatform,
  own: OwnPrograms,
  stacks: readonly string[],
): AsyncGenerator<StackPlan> {
  const captured = new Map<string, StackPlan>();
  const planOf = async (name: string): Promise<StackPlan> => {
    const known = captured.get(name);
    if (known !== undefined) return known;
    const stack = stackByName(platform, name);
    const read: StackPlan[] = [];
    for (const other of stack.reads) read.push(await planOf(other));
    const plan = await planStack(platform, own, stack, read);
    captured.set(name, plan);
    return plan;
  };
  for (const name of stacks) yield await planOf(name);
}

async function planStack(
  platform: ResolvedPlatform,
  own: OwnPrograms,
  stack: Stack,
  read: readonly StackPlan[],
): Promise<StackPlan> {
  const authors =
    stack.kind === 'environment'
      ? (platform.deployments[stack.of] ?? []).filter(({ name }) => own.has(name)).map(({ name }) => name)
      : [];
  const options = {
    project: platform.name,
    stack: stack.name,
    references: referencesTo(platform.name, read),
    outputs: outputsOf(own, authors),
  };
  const plan = await capture(stackProgram(platform, stack.name, own), options);
  const foreign = otherProviders(plan.resources, authors.map(ownProgramFile).join(', ') || stack.name);
  if (foreign.length > 0) throw new ProblemsError(foreign);
  const written = authors.map(ownProgramFile).join(', ') || stack.name;
  const policies = [...(await unknownActionsOf(plan.resources, written)), ...policiesTooLarge(plan.resources, written)];
  if (policies.length > 0) throw new ProblemsError(policies);
  if (authors.length === 0) return plan;
  // A test checks this for our own programs; here it is checked for users' programs.
  const preview = await capture(stackProgram(platform, stack.name, own), { ...options, answered: false });
  const previewed = new Set(preview.resources.map(({ id }) => id));
  const hidden = plan.resources.filter(({ id }) => !previewed.has(id)).map(({ id }) => id);
  if (hidden.length > 0) throw new ProblemsError([hiddenResources(authors, hidden)]);
  return plan;
}

function outputsOf(own: OwnPrograms, authors: readonly string[]): OutputPaths {
  const all = authors.flatMap((app) => Object.entries(own.get(app)?.outputs ?? {}));
  return Object.fromEntries(
    [...Map.groupBy(all, ([type]) => type)].map(([type, paths]) => [type, paths.flatMap(([, some]) => some)]),
  );
}

function hiddenResources(authors: readonly string[], hidden: readonly string[]): Problem {
  return {
    code: 'ESP6013',
    file: authors.map(ownProgramFile).join(', '),
    path: '',
    found: `These resources are created inside an apply, so that no preview shows them: ${hidden.join(', ')}.`,
    expected: 'Resources that are created at once; outputs are given to them as inputs.',
    remedy: 'Move `new …` out of the callback, and give it the output itself.',
  };
}
