import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import { names } from '@espalier/model';

/**
 * Targets of a stack. Each names its inputs: without, Nx would hash the files of the project's folder, which has none.
 * `plan` is never cached: what it writes is committed, and a cache that restores it would overwrite
 * edits or leave drift alone.
 */
export function stackTargets(stack: string, inputs: readonly string[]): NonNullable<ProjectConfiguration['targets']> {
  const settings = `{workspaceRoot}/apps/cloud/stacks/Pulumi.${stack}.yaml`;
  const pulumi = (
    command: 'preview' | 'up' | 'pulumi' | 'import-resource' | 'recover',
    description: string,
  ): TargetConfiguration => ({
    executor: `@espalier/nx:${command}`,
    options: { stack },
    cache: false,
    dependsOn: [{ projects: ['cloud'], target: 'build' }],
    inputs: [...inputs, settings],
    metadata: metadata(description, `nx ${command} ${stack}`),
  });
  return {
    plan: {
      executor: '@espalier/nx:plan',
      options: { stack },
      cache: false,
      inputs: [...inputs, settings],
      metadata: metadata('Writes what the stack would register into clusters/.', `nx plan ${stack}`),
    },
    preview: pulumi('preview', 'Runs pulumi preview with the backend of the account.'),
    up: pulumi('up', 'Runs pulumi up with the backend of the account.'),
    pulumi: pulumi('pulumi', 'Passes on what follows -- to pulumi, with the backend of the account.'),
    // Nx has a command `import` of its own.
    'import-resource': pulumi(
      'import-resource',
      'Imports what AWS has: after --, what the plan calls it, and its id in AWS.',
    ),
    recover: pulumi('recover', 'Takes the stack back after an update that was killed.'),
  };
}

/** What an account's stack has besides these: the steps before its first `pulumi up`. */
export function accountTargets(account: string): NonNullable<ProjectConfiguration['targets']> {
  return {
    bootstrap: {
      executor: '@espalier/nx:bootstrap-account',
      options: { account },
      cache: false,
      inputs: ['{workspaceRoot}/apps/platform/platform.ts'],
      metadata: metadata('Prints the first steps in the account.', `nx bootstrap ${names.accountStack(account)}`),
    },
  };
}

function metadata(description: string, command: string): NonNullable<TargetConfiguration['metadata']> {
  return { description, technologies: ['espalier', 'pulumi'], help: { command, example: {} } };
}
