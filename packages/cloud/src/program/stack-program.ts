import { names, ProblemsError, type ResolvedPlatform } from '@espalier/model';
import { StackReference, type Output } from '@pulumi/pulumi';
import { accountStack } from './account-stack.ts';
import { clusterStack } from './cluster-stack.ts';
import {
  environmentOutputs,
  type EnvironmentOutputs,
  isEnvironmentOutputs,
  stackByName,
  stackNotUp,
} from '../stacks/index.ts';
import { environmentStack } from './environment-stack.ts';
import type { OwnPrograms } from '../own-programs/index.ts';

/** A program: registers resources and gives the outputs of the stack. */
export type Program = () => Record<string, unknown> | Promise<Record<string, unknown>>;

/**
 * What a stack registers.
 *
 * @throws ProblemsError ESP6012 where the platform has no such stack, ESP6016 where one that it reads is not up
 */
export function stackProgram(platform: ResolvedPlatform, stackName: string, own: OwnPrograms): Program {
  const stack = stackByName(platform, stackName);
  return async () => {
    const { accounts, environments, clusters } = platform;
    switch (stack.kind) {
      case 'account':
        return accountStack(platform, defined(accounts[stack.of]));
      case 'environment':
        return await environmentStack(platform, defined(environments[stack.of]), own);
      case 'cluster': {
        const cluster = defined(clusters[stack.of]);
        const outputs = await outputsOf(platform.name, cluster.environment.name, stack.name);
        return clusterStack(platform, cluster, outputs);
      }
    }
  };
}

/**
 * Outputs of an environment's stack, as the state says; both stacks are in one account, so in one backend. They are there
 * before anything is registered that needs them: otherwise each of these would fail in words of its own. A stack that does
 * not exist is not found by the engine, which ends the program.
 *
 * @throws ProblemsError ESP6016 where the stack gives nothing yet, or what another version gives
 */
async function outputsOf(project: string, environment: string, reader: string): Promise<Output<EnvironmentOutputs>> {
  const stack = names.environmentStack(environment);
  const reference = new StackReference(stack, { name: names.stackReference(project, stack) });
  const missing: string[] = [];
  for (const name of environmentOutputs) {
    if ((await reference.getOutputDetails(name)).value === undefined) missing.push(name);
  }
  if (missing.length > 0) {
    throw new ProblemsError([stackNotUp(reader, stack, `It does not give ${missing.join(', ')}.`)]);
  }
  return reference.outputs.apply((outputs): EnvironmentOutputs => {
    if (isEnvironmentOutputs(outputs)) return outputs;
    throw new Error(`the outputs of ${stack} are all there`);
  });
}

function defined<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('a stack of the platform is of something that the platform has');
  return value;
}
