import { idOfUrn, importId, type Stack } from '@espalier/cloud';
import { importArguments } from './import-arguments.ts';
import { pendingCreates, type PendingCreate } from './pending-creates.ts';
import { announce, executePulumi, quoted } from './pulumi-process.ts';
import { stackIn } from './run-pulumi.ts';

/**
 * Takes a stack back after an update that was killed: lifts its lock, sees in AWS what became of what was changed, drops
 * what was about to be created from the list of what is pending, and imports of it what AWS has under its computed name.
 *
 * @returns 0 where the next update goes on; else the exit code of what failed, or 1 where AWS has to be looked at
 * @throws ProblemsError as `runPulumi` does
 */
export async function recover(workspace: string, name: string): Promise<number> {
  const stack = await stackIn(workspace, name);
  const run = async (args: readonly string[]): Promise<number> => {
    announce(stack, [args]);
    return (await executePulumi(workspace, stack, args)).code;
  };
  // Nothing to cancel is no reason to stop, and is all that may fail here without being seen again below.
  await run(['cancel', '--yes']);
  const exported = await executePulumi(workspace, stack, ['stack', 'export'], 'captured');
  if (exported.code !== 0) return exported.code;
  const pending = pendingCreates(exported.output);
  const refreshed = await run(['refresh', '--yes', '--skip-preview', '--non-interactive', '--clear-pending-creates']);
  if (refreshed !== 0) return refreshed;

  const unknown: PendingCreate[] = [];
  for (const create of pending) {
    const id = importId(create.type, create.inputs, stack);
    if (id === undefined) unknown.push(create);
    else if ((await run(importArguments(create, id))) !== 0)
      say(`${create.urn}: AWS has none, or it could not be read.`);
  }
  for (const { urn } of unknown) say(`${urn}: AWS may have it, under an id of its own.`);
  if (unknown.length > 0) say(lookFor(stack, unknown));
  say(`Then: npx nx up ${stack.name}`);
  return unknown.length > 0 ? 1 : 0;
}

/** What to look for, and how each is imported once its id is found. */
function lookFor({ name, region }: Stack, unknown: readonly PendingCreate[]): string {
  const imports = unknown.map((create) =>
    isPlanned(create)
      ? `npx nx import-resource ${name} -- ${idOfUrn(create.urn)} '<id in AWS>'`
      : `npx nx pulumi ${name} -- ${importArguments(create, '<id in AWS>').map(quoted).join(' ')}`,
  );
  return [
    'Look for these, and delete what is there and empty, or import it by the id that AWS gives it:',
    `  aws resourcegroupstaggingapi get-resources --region ${region} --tag-filters Key=stack,Values=${name}`,
    ...imports.map((line) => `  ${line}`),
  ].join('\n');
}

/** What a plugin creates inside a component of its own, such as `eks:index:Cluster`, is in no plan. */
function isPlanned({ urn }: PendingCreate): boolean {
  const [, , types = ''] = urn.split('::');
  return types
    .split('$')
    .slice(0, -1)
    .every((type) => type.startsWith('espalier:'));
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
