import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';

/**
 * Targets of a stack. `plan` is never cached: what it writes is committed, and a cache that restores it would overwrite
 * edits or leave drift alone.
 */
export function stackTargets(stack: string, inputs: readonly string[]): NonNullable<ProjectConfiguration['targets']> {
  const settings = `{workspaceRoot}/apps/cloud/stacks/Pulumi.${stack}.yaml`;
  const pulumi = (command: 'preview' | 'up', description: string): TargetConfiguration => ({
    executor: `@espalier/nx:${command}`,
    options: { stack },
    cache: false,
    dependsOn: [{ projects: ['cloud'], target: 'build' }],
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
  };
}

function metadata(description: string, command: string): NonNullable<TargetConfiguration['metadata']> {
  return { description, technologies: ['espalier', 'pulumi'], help: { command, example: {} } };
}
