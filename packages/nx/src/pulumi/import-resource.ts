import { importId, stackByName, urnOf, type Stack } from '@espalier/cloud';
import type { StackPlan } from '@espalier/cloud/plan';
import { didYouMean, ProblemsError, type ResolvedPlatform } from '@espalier/model';
import { importArguments } from './import-arguments.ts';
import { announce, executePulumi } from './pulumi-process.ts';
import { platformIn } from './run-pulumi.ts';

/**
 * Imports an existing AWS resource into the state of a stack, with the URN that the program registers.
 *
 * @param args its id in the plan, `<type>/<name>`, and its id in AWS if that does not follow from the model
 * @returns exit code of Pulumi
 * @throws ProblemsError ESP5013 if the plan has no such resource, or its id is unknown; otherwise as `runPulumi` does
 */
export async function importResource(workspace: string, name: string, args: readonly string[]): Promise<number> {
  // Loaded here, since the commands that only run Pulumi's command line do not need its SDK.
  const { loadOwnPrograms, planStacks } = await import('@espalier/cloud/plan');
  const platform = await platformIn(workspace);
  const stack = stackByName(platform, name);
  for await (const plan of planStacks(platform, await loadOwnPrograms(workspace, platform), [name])) {
    const command = importOfPlanned(platform, stack, plan, args);
    announce(stack, [command]);
    return (await executePulumi(workspace, stack, command)).code;
  }
  throw new Error('an existing stack has a plan');
}

function importOfPlanned(
  { name: project }: ResolvedPlatform,
  stack: Stack,
  plan: StackPlan,
  [id = '', given, ...more]: readonly string[],
): readonly string[] {
  const resource = plan.resources.find((each) => each.id === id && each.kind === 'resource');
  const computed = resource && importId(resource.type, resource.inputs, stack);
  // A value that only AWS knows is a reference in a plan.
  const idInAws = given ?? (computed?.includes('${') === true ? undefined : computed);
  if (resource === undefined || idInAws === undefined || idInAws === '' || more.length > 0) {
    const known = plan.resources.filter(({ kind }) => kind === 'resource').map((each) => each.id);
    throw new ProblemsError([
      {
        code: 'ESP5013',
        file: 'apps/cloud',
        path: stack.name,
        found:
          resource === undefined
            ? `The plan has no resource '${id}'.${didYouMean(id, known)}`
            : more.length > 0
              ? `There are too many arguments: ${more.join(' ')}.`
              : `The id of '${id}' does not follow from the model: AWS generates it.`,
        expected: 'Type and name of a resource of the plan, and its id in AWS if that does not follow from the model.',
        remedy: `Write both after --: npx nx import-resource ${stack.name} -- ${resource?.id ?? '<type>/<name>'} <id in AWS>.`,
      },
    ]);
  }
  const urn = (of: string | undefined): string | undefined => (of === undefined ? undefined : urnOf(plan, project, of));
  const { type, name, parent, options } = resource;
  return importArguments({ type, name, parent: urn(parent), provider: urn(options.provider) }, idInAws);
}
