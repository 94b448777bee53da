import { importId, stackByName, urnOf, type Stack } from '@espalier/cloud';
import type { StackPlan } from '@espalier/cloud/plan';
import { didYouMean, ProblemsError, type ResolvedPlatform } from '@espalier/model';
import { importArguments } from './import-arguments.ts';
import { announce, executePulumi } from './pulumi-process.ts';
import { platformIn } from './run-pulumi.ts';

/**
 * Imports a resource that AWS has into the state of a stack, under the URN that the program registers it with.
 *
 * @param args what the plan calls it, `<type>/<name>`, and its id in AWS where that does not follow from the model
 * @returns exit code of Pulumi
 * @throws ProblemsError ESP5013 where the plan has no such resource, or its id is not known; else as `runPulumi` does
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
  throw new Error('a stack that there is has a plan');
}

function importOfPlanned(
  { name: project }: ResolvedPlatform,
  stack: Stack,
  plan: StackPlan,
  [id = '', given, ...more]: readonly string[],
): readonly string[] {
  const resource = plan.resources.find((each) => each.id === id && each.kind === 'resource');
  const computed = resource && importId(resource.type, resource.inputs, stack);
  // What AWS alone knows is a reference in a plan.
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
              ? `There is more than a resource and its id: ${more.join(' ')}.`
              : `The id of '${id}' does not follow from the model: AWS makes it up.`,
        expected:
          'Type and name of a resource of the plan, and its id in AWS where that does not follow from the model.',
        remedy: `Write both after --: npx nx import-resource ${stack.name} -- ${resource?.id ?? '<type>/<name>'} <id in AWS>.`,
      },
    ]);
  }
  const urn = (of: string | undefined): string | undefined => (of === undefined ? undefined : urnOf(plan, project, of));
  const { type, name, parent, options } = resource;
  return importArguments({ type, name, parent: urn(parent), provider: urn(options.provider) }, idInAws);
}
