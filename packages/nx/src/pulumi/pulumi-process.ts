import type { Stack } from '@espalier/cloud';
import { ProblemsError, type Problem } from '@espalier/model';
import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The result of a Pulumi command. */
export interface PulumiResult {
  readonly code: number;
  /** Its output, if captured. */
  readonly output: string;
}

/**
 * Runs Pulumi's command line in the folder of the Pulumi project, for this stack and with the backend of its account. The
 * user's login and selected stack do not matter.
 *
 * @param output whether the output is printed or returned
 * @throws ProblemsError ESP5008 if Pulumi is not installed
 */
export function executePulumi(
  workspace: string,
  stack: Stack,
  args: readonly string[],
  output: 'shown' | 'captured' = 'shown',
): Promise<PulumiResult> {
  return new Promise((settle, fail) => {
    const child = spawn('pulumi', args, {
      cwd: join(workspace, 'apps', 'cloud'),
      stdio: ['inherit', output === 'shown' ? 'inherit' : 'pipe', 'inherit'],
      env: { ...process.env, PULUMI_BACKEND_URL: stack.backendUrl, PULUMI_STACK: stack.name },
    });
    let printed = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    child.on('error', (error) => {
      fail('code' in error && error.code === 'ENOENT' ? new ProblemsError([notInstalled(stack)]) : error);
    });
    child.on('close', (code) => {
      settle({ code: code ?? 1, output: printed });
    });
  });
}

/**
 * Prints the account, and the same command for manual use. It prints to standard error, since standard output is only
 * for Pulumi.
 */
export function announce(stack: Stack, commands: readonly (readonly string[])[]): void {
  process.stderr.write(
    `${stack.name}: account ${stack.account.id}, ${stack.region}; in apps/cloud:\n` +
      `  export PULUMI_BACKEND_URL='${stack.backendUrl}' PULUMI_STACK='${stack.name}'\n` +
      commands.map((args) => `  pulumi ${args.map(quoted).join(' ')}\n`).join('') +
      '\n',
  );
}

/** An argument, quoted for a shell. */
export function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`;
}

function notInstalled({ name, account }: Stack): Problem {
  return {
    code: 'ESP5008',
    file: 'apps/cloud',
    path: name,
    found: "There is no 'pulumi' on the PATH.",
    expected: `Pulumi's command line, 3.270 or newer, and credentials of account ${account.id}.`,
    remedy: `Install it (https://www.pulumi.com/docs/install/) and run this again; without it, 'npm run plan' shows what would be registered.`,
  };
}
