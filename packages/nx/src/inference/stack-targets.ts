import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import { names } from '@espalier/model';

/**
 * Targets of a stack. Each lists its inputs: by default Nx would hash the files of the project's folder, which has
 * none. `plan` is never cached: its output is committed, and a cache would overwrite edits or ignore drift.
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
      metadata: metadata('Writes the plan of the stack into clusters/.', `nx plan ${stack}`),
    },
    preview: pulumi('preview', 'Runs pulumi preview with the backend of the account.'),
    up: pulumi('up', 'Runs pulumi up with the backend of the account.'),
    pulumi: pulumi('pulumi', 'Passes on what follows -- to pulumi, with the backend of the account.'),
    // Nx has its own command `import`.
    'import-resource': pulumi(
      'import-resource',
      'Imports an existing AWS resource: after --, its id in the plan, and its id in AWS.',
    ),
    recover: pulumi('recover', 'Recovers the stack after an update that was killed.'),
  };
}

/** The extra target of an account's stack: the steps before its first `pulumi up`. */
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
