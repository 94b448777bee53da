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

/** A program: registers resources and returns the outputs of the stack. */
export type Program = () => Record<string, unknown> | Promise<Record<string, unknown>>;

/**
 * What a stack registers.
 *
 * @throws ProblemsError ESP6012 if the platform has no such stack, ESP6016 if a stack that it reads is not deployed
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
 * Outputs of an environment's stack, from the state; both stacks are in one account, so in one backend. They are read
 * before any resource is registered, so that a missing output gives one error and not many. If the stack does not
 * exist, the engine ends the program.
 *
 * @throws ProblemsError ESP6016 if the stack has no outputs yet, or those of another version
 */
async function outputsOf(project: string, environment: string, reader: string): Promise<Output<EnvironmentOutputs>> {
  const stack = names.environmentStack(environment);
  const reference = new StackReference(stack, { name: names.stackReference(project, stack) });
  const missing: string[] = [];
  for (const name of environmentOutputs) {
    if ((await reference.getOutputDetails(name)).value === undefined) missing.push(name);
  }
  if (missing.length > 0) {
    throw new ProblemsError([stackNotUp(reader, stack, `It does not have the output ${missing.join(', ')}.`)]);
  }
  return reference.outputs.apply((outputs): EnvironmentOutputs => {
    if (isEnvironmentOutputs(outputs)) return outputs;
    throw new Error(`the outputs of ${stack} are all there`);
  });
}

function defined<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('a stack of the platform belongs to a part of the platform');
  return value;
}
