import { stackByName, type Stack } from '@espalier/cloud';
import { ProblemsError, type Problem } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { checkProjectFile } from './project-file.ts';
import { ensureStackFile } from './stack-file.ts';

/** What is asked of Pulumi's command line about a stack. */
export interface PulumiRequest {
  readonly command: 'preview' | 'up';
  readonly stack: string;
  /** Arguments that are passed on, such as `--yes`. */
  readonly arguments: readonly string[];
}

/**
 * Runs `pulumi preview` or `pulumi up` for a stack with the backend of its account, and prints both.
 *
 * @returns exit code of Pulumi
 * @throws ProblemsError where the model is broken, has no such stack, or Pulumi is not installed (ESP5008)
 */
export async function runPulumi(workspace: string, request: PulumiRequest): Promise<number> {
  const { platform, problems } = await loadPlatform(workspace);
  if (platform === undefined) throw new ProblemsError(problems);
  checkProjectFile(workspace, platform.name);
  const stack = stackByName(platform, request.stack);
  ensureStackFile(workspace, stack);
  const cwd = join(workspace, 'apps', 'cloud');
  const commands = pulumiCommands(stack, request);
  // Standard output is Pulumi's alone: with `--json` somebody reads it.
  process.stderr.write(
    `${stack.name}: account ${stack.account.id}, ${stack.region}\n` +
      `  export PULUMI_BACKEND_URL='${stack.backendUrl}'\n` +
      commands.map((args) => `  pulumi ${args.map(quoted).join(' ')}\n`).join('') +
      '\n',
  );
  for (const args of commands) {
    const code = await execute(args, cwd, stack);
    if (code !== 0) return code;
  }
  return 0;
}

/** Only `up` may create a stack: the role that previews cannot write state. */
export function pulumiCommands(stack: Stack, { command, arguments: more }: PulumiRequest): readonly string[][] {
  const create = command === 'up' ? ['--create', '--secrets-provider', stack.secretsProvider] : [];
  return [
    ['stack', 'select', stack.name, ...create],
    [command, '--stack', stack.name, ...more],
  ];
}

function execute(args: readonly string[], cwd: string, stack: Stack): Promise<number> {
  return new Promise((settle, fail) => {
    const child = spawn('pulumi', args, {
      cwd,
      stdio: 'inherit',
      env: { ...process.env, PULUMI_BACKEND_URL: stack.backendUrl },
    });
    child.on('error', (error) => {
      fail('code' in error && error.code === 'ENOENT' ? new ProblemsError([notInstalled(stack)]) : error);
    });
    child.on('exit', (code) => {
      settle(code ?? 1);
    });
  });
}

function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument}'`;
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
