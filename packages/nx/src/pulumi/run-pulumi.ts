import { stackByName, stackNotUp, type Stack } from '@espalier/cloud';
import { ProblemsError, type ResolvedPlatform } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import { checkOwnArguments } from './own-arguments.ts';
import { checkProjectFile } from './project-file.ts';
import { announce, executePulumi } from './pulumi-process.ts';
import { ensureStackFile } from './stack-file.ts';

/** The commands for Pulumi's command line about a stack. */
export interface PulumiRequest {
  /** `pulumi` passes any arguments on. */
  readonly command: 'preview' | 'up' | 'pulumi';
  readonly stack: string;
  /** Arguments that are passed on, such as `--yes`. */
  readonly arguments: readonly string[];
}

/**
 * Runs Pulumi for a stack with the backend of its account, and prints both.
 *
 * @returns exit code of Pulumi
 * @throws ProblemsError if the model is invalid or has no such stack, if Pulumi is not installed (ESP5008), if a stack
 * that this one reads is not deployed (ESP6016), or if the arguments are about another stack (ESP6017)
 */
export async function runPulumi(workspace: string, request: PulumiRequest): Promise<number> {
  const stack = await stackIn(workspace, request.stack);
  // The passed arguments may be the ones that correct the settings.
  if (request.command === 'pulumi') checkOwnArguments(stack.name, request.arguments);
  else ensureStackFile(workspace, stack);
  const commands = pulumiCommands(stack, request);
  announce(stack, commands);
  if (request.command !== 'pulumi') await stacksAreUp(workspace, stack);
  for (const args of commands) {
    const { code } = await executePulumi(workspace, stack, args);
    if (code !== 0) return code;
  }
  return 0;
}

/**
 * A stack of the workspace.
 *
 * @throws ProblemsError if the model is invalid or has no such stack
 */
export async function stackIn(workspace: string, name: string): Promise<Stack> {
  return stackByName(await platformIn(workspace), name);
}

/**
 * The workspace's platform; the Pulumi project has its name.
 *
 * @throws ProblemsError if the model is invalid, or the Pulumi project has another name
 */
export async function platformIn(workspace: string): Promise<ResolvedPlatform> {
  const { platform, problems } = await loadPlatform(workspace);
  if (platform === undefined) throw new ProblemsError(problems);
  checkProjectFile(workspace, platform.name);
  return platform;
}

/** Only `up` may create a stack: the role that previews cannot write state. */
export function pulumiCommands(stack: Stack, { command, arguments: more }: PulumiRequest): readonly string[][] {
  if (command === 'pulumi') return [[...more]];
  const create = command === 'up' ? ['--create', '--secrets-provider', stack.secretsProvider] : [];
  return [
    ['stack', 'select', stack.name, ...create],
    [command, '--stack', stack.name, ...more],
  ];
}

/** If Pulumi cannot list the stacks, the next command prints the reason. */
async function stacksAreUp(workspace: string, stack: Stack): Promise<void> {
  if (stack.reads.length === 0) return;
  const { code, output } = await executePulumi(workspace, stack, ['stack', 'ls', '--json'], 'captured');
  if (code !== 0) return;
  const there = namesIn(output);
  const missing = stack.reads.filter((read) => !there.has(read));
  if (missing.length === 0) return;
  throw new ProblemsError(missing.map((read) => stackNotUp(stack.name, read, 'It has never been deployed.')));
}

function namesIn(listed: string): ReadonlySet<unknown> {
  const stacks: unknown = JSON.parse(listed);
  if (!Array.isArray(stacks)) throw new Error(`pulumi lists stacks as ${listed}`);
  return new Set(stacks.map((stack: unknown): unknown => Reflect.get(Object(stack), 'name')));
}
