import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';

type Targets = NonNullable<ProjectConfiguration['targets']>;

/** The dependencies of a cluster's targets. */
export interface ClusterFacts {
  readonly name: string;
  /** `undefined` if the definition could not be loaded; every release then counts. */
  readonly environment: string | undefined;
  /** Apps with a release in the environment. */
  readonly released: readonly string[];
  /** Folders of `manifests/` with files for every cluster. */
  readonly manifestFolders: readonly string[];
}

/**
 * Targets of a cluster. `render` is never cached: its output is committed, and a cache would overwrite edits or ignore
 * drift. Its inputs define for `nx affected` which files affect the cluster. They are literal paths and globs of the
 * workspace: Nx matches changed and deleted files against exactly these.
 */
export function clusterTargets({ name, environment, released, manifestFolders }: ClusterFacts): Targets {
  return {
    render: {
      executor: '@espalier/nx:render',
      options: { cluster: name },
      cache: false,
      inputs: [
        '{projectRoot}/**/*',
        `{workspaceRoot}/apps/platform/environments/${environment ?? '*'}.ts`,
        ...released.map((app) => `{workspaceRoot}/apps/${app}/*.ts`),
        `{workspaceRoot}/apps/*/releases/${environment ?? '*'}.yaml`,
        '{workspaceRoot}/manifests/values/*.yaml',
        `{workspaceRoot}/manifests/values/${name}/*.yaml`,
        ...manifestFolders.map((folder) => `{workspaceRoot}/manifests/${folder}/**/*`),
      ],
      metadata: metadata('Renders the cluster into clusters/.', `nx render ${name}`),
    },
    contract: guide('contract', name, 'Checks that the tree and the plans agree.'),
    bootstrap: guide('bootstrap', name, 'Prints the first steps on the bare cluster.'),
    order: guide('order', name, 'Prints the sync waves, with the reason of each edge.'),
    secrets: guide('secrets', name, 'Lists the secrets that a human must put into Secrets Manager.'),
    uninstall: guide(
      'uninstall',
      name,
      'Prints the steps that remove an addon or app from the cluster.',
      ' --application loki',
    ),
  };
}

/** Targets of the platform's own project. It is the default project of the workspace, so that `nx review` runs its own. */
export function platformTargets(): Targets {
  return {
    review: {
      executor: '@espalier/nx:review',
      options: {},
      cache: false,
      metadata: metadata('Says what a change does in clusters and in AWS.', 'nx review'),
    },
    guard: {
      executor: '@espalier/nx:guard',
      options: {},
      cache: false,
      metadata: metadata('Fails a change whose risks exceed the budget of the model.', 'nx guard'),
    },
    render: {
      executor: '@espalier/nx:render',
      options: {},
      cache: false,
      inputs: ['{projectRoot}/**/*'],
      metadata: metadata('Prunes clusters that are no longer in the model.', 'nx render platform'),
    },
    plan: {
      executor: '@espalier/nx:plan',
      options: {},
      cache: false,
      inputs: ['{projectRoot}/**/*'],
      metadata: metadata('Prunes plans of stacks that are no longer in the model.', 'nx plan platform'),
    },
    'setup-merge': {
      executor: '@espalier/nx:setup-merge',
      cache: false,
      metadata: metadata('Sets up this clone to resolve conflicts by rendering.', 'nx setup-merge platform'),
    },
    'resolve-merge': {
      executor: '@espalier/nx:resolve-merge',
      cache: false,
      metadata: metadata('Renders and stages what a merge has left in clusters/.', 'nx resolve-merge platform'),
    },
  };
}

function guide(
  which: 'contract' | 'bootstrap' | 'order' | 'secrets' | 'uninstall',
  cluster: string,
  description: string,
  argument = '',
): TargetConfiguration {
  return {
    executor: `@espalier/nx:${which}`,
    options: { cluster },
    cache: false,
    metadata: metadata(description, `nx ${which} ${cluster}${argument}`),
  };
}

function metadata(description: string, command: string): NonNullable<TargetConfiguration['metadata']> {
  return { description, technologies: ['espalier'], help: { command, example: {} } };
}
