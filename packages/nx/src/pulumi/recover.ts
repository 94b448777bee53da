import { idOfUrn, importId, type Stack } from '@espalier/cloud';
import { importArguments } from './import-arguments.ts';
import { pendingCreates, type PendingCreate } from './pending-creates.ts';
import { announce, executePulumi, quoted } from './pulumi-process.ts';
import { stackIn } from './run-pulumi.ts';

/**
 * Recovers a stack after an update that was killed. It removes the lock, refreshes the state from AWS, clears the
 * pending creations, and imports those that exist in AWS under their computed name.
 *
 * @returns 0 if the next update can continue; otherwise the exit code of the failed command, or 1 if a human must look
 * into AWS
 * @throws ProblemsError as `runPulumi` does
 */
export async function recover(workspace: string, name: string): Promise<number> {
  const stack = await stackIn(workspace, name);
  const run = async (args: readonly string[]): Promise<number> => {
    announce(stack, [args]);
    return (await executePulumi(workspace, stack, args)).code;
  };
  // A failed `cancel` mostly means that there is nothing to cancel; other errors appear again below.
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
      say(`${create.urn}: AWS does not have it, or it could not be read.`);
  }
  for (const { urn } of unknown) say(`${urn}: AWS may have it, under a generated id.`);
  if (unknown.length > 0) say(lookFor(stack, unknown));
  say(`Then: npx nx up ${stack.name}`);
  return unknown.length > 0 ? 1 : 0;
}

/** What to look for, and the command that imports each found resource. */
function lookFor({ name, region }: Stack, unknown: readonly PendingCreate[]): string {
  const imports = unknown.map((create) =>
    isPlanned(create)
      ? `npx nx import-resource ${name} -- ${idOfUrn(create.urn)} '<id in AWS>'`
      : `npx nx pulumi ${name} -- ${importArguments(create, '<id in AWS>').map(quoted).join(' ')}`,
  );
  return [
    'Look for these. Delete what exists and is empty, or import it by its id in AWS:',
    `  aws resourcegroupstaggingapi get-resources --region ${region} --tag-filters Key=stack,Values=${name}`,
    ...imports.map((line) => `  ${line}`),
  ].join('\n');
}

/** Resources that a plugin creates inside its component, such as `eks:index:Cluster`, are in no plan. */
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
