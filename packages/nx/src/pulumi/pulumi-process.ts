import type { Stack } from '@espalier/cloud';
import { ProblemsError, type Problem } from '@espalier/model';
import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** What came of a command of Pulumi's. */
export interface PulumiResult {
  readonly code: number;
  /** What it printed, where it was captured. */
  readonly output: string;
}

/**
 * Runs Pulumi's command line in the folder of the Pulumi project, with the backend of the stack's account and for this stack,
 * whatever somebody is logged in to and has selected.
 *
 * @param output whether what it prints is seen or given back
 * @throws ProblemsError ESP5008 where Pulumi is not installed
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

/** Says which account is asked, and how the same is run by hand; to standard error, since output is Pulumi's alone. */
export function announce(stack: Stack, commands: readonly (readonly string[])[]): void {
  process.stderr.write(
    `${stack.name}: account ${stack.account.id}, ${stack.region}; in apps/cloud:\n` +
      `  export PULUMI_BACKEND_URL='${stack.backendUrl}' PULUMI_STACK='${stack.name}'\n` +
      commands.map((args) => `  pulumi ${args.map(quoted).join(' ')}\n`).join('') +
      '\n',
  );
}

/** An argument as a shell takes it. */
export function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`;
}

function notInstalled({ name, account }: Stack): Problem {
  return {
    code: 'ESP5008',
    file: 'apps/cloud',
    path: name,
    found: "There is no 'pulumi' on the PATH.",
    expected: `Pulumi's command line, 3.270 or newer, and credentials of account ${account.id}: both are needed to reach AWS.`,
    remedy: `Install it (https://www.pulumi.com/docs/install/) and run this again; without it, 'npm run plan' shows what would be registered.`,
  };
}
