import { ProblemsError } from '@espalier/model';

/** Arguments that would turn a command to another stack, folder or backend than those that it is run for. */
const elsewhere = /^(--stack|--cwd|--config-file)(=|$)|^-[sC]/;

/** Commands that change what somebody is logged in to or has selected, which no command of ours goes by. */
const notOfAStack = ['login', 'logout', 'new', 'org'];

/**
 * Sees to it that what is passed on to Pulumi is about the stack that it is passed on for.
 *
 * @throws ProblemsError ESP6017 where it is not, or is nothing
 */
export function checkOwnArguments(stack: string, args: readonly string[]): void {
  const [command = ''] = args;
  const other = notOfAStack.includes(command) ? command : args.find((argument) => elsewhere.test(argument));
  if (args.length > 0 && other === undefined) return;
  throw new ProblemsError([
    {
      code: 'ESP6017',
      file: 'apps/cloud',
      path: stack,
      found: other === undefined ? 'There is nothing to pass on to pulumi.' : `'${other}' leads away from '${stack}'.`,
      expected: `A command of pulumi's about '${stack}', in apps/cloud, with the backend of its account.`,
      remedy: `Write it after --, without the stack: npx nx pulumi ${stack} -- stack --show-urns.`,
    },
  ]);
}
