import { ProblemsError } from '@espalier/model';

/** Arguments that would redirect a command to another stack, folder or backend. */
const elsewhere = /^(--stack|--cwd|--config-file)(=|$)|^-[sC]/;

/** Commands that change the user's login or selected stack; Espalier's commands do not depend on them. */
const notOfAStack = ['login', 'logout', 'new', 'org'];

/**
 * Checks that arguments for Pulumi are about the given stack.
 *
 * @throws ProblemsError ESP6017 if they are not, or are empty
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
      found:
        other === undefined
          ? 'There is nothing to pass on to pulumi.'
          : `'${other}' is about something other than '${stack}'.`,
      expected: `A pulumi command about '${stack}', in apps/cloud, with the backend of its account.`,
      remedy: `Write it after --, without the stack: npx nx pulumi ${stack} -- stack --show-urns.`,
    },
  ]);
}
