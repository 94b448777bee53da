import { names, type ResolvedPlatform } from '@espalier/model';
import { RunError, StackReference, type Output } from '@pulumi/pulumi';
import type { Program } from '../plan/monitor.ts';
import { accountStack } from '../stacks/account-stack.ts';
import { clusterStack } from '../stacks/cluster-stack.ts';
import { isEnvironmentOutputs, type EnvironmentOutputs } from '../stacks/environment-outputs.ts';
import { environmentStack } from '../stacks/environment-stack.ts';
import { stackByName } from '../stacks/stack-by-name.ts';
import type { OwnPrograms } from './own-programs.ts';

/**
 * What a stack registers.
 *
 * @throws ProblemsError ESP6012 where the platform has no such stack
 */
export function stackProgram(platform: ResolvedPlatform, stackName: string, own: OwnPrograms): Program {
  const stack = stackByName(platform, stackName);
  return () => {
    const { accounts, environments, clusters } = platform;
    switch (stack.kind) {
      case 'account':
        return accountStack(platform, defined(accounts[stack.of]));
      case 'environment':
        return environmentStack(platform, defined(environments[stack.of]), own);
      case 'cluster': {
        const cluster = defined(clusters[stack.of]);
        return clusterStack(platform, cluster, outputsOf(platform.name, cluster.environment.name));
      }
    }
  };
}

/** Outputs of an environment's stack, as the state says; both stacks are in one account, so in one backend. */
function outputsOf(project: string, environment: string): Output<EnvironmentOutputs> {
  const stack = names.environmentStack(environment);
  const reference = new StackReference(stack, { name: names.stackReference(project, stack) });
  return reference.outputs.apply((outputs): EnvironmentOutputs => {
    if (isEnvironmentOutputs(outputs)) return outputs;
    throw new RunError(`The stack '${stack}' has no outputs yet, or those of another version: bring it up first.`);
  });
}

function defined<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('a stack of the platform is of something that the platform has');
  return value;
}
