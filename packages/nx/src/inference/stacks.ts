import type { ProjectConfiguration } from '@nx/devkit';
import { names } from '@espalier/model';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { definitionField } from './definition-field.ts';
import type { InferredProject } from './inferred-project.ts';
import { accountTargets, stackTargets } from './stack-targets.ts';

/** Folder of the Pulumi project; a workspace without it has no stacks. */
const cloud = 'apps/cloud';

/** The input for inferring a stack. */
interface StackSource {
  readonly stack: string;
  /** The definition of the stack. */
  readonly file: string;
  /** Its other input files for Nx, in addition to the platform's definition. */
  readonly inputs: readonly string[];
  /** The account, if the stack belongs to an account. */
  readonly account?: string;
  /** Stacks whose outputs it reads. */
  readonly reads: readonly string[];
}

/**
 * A project for each stack, with its own root folder below `apps/cloud/stacks/`, and one for the program itself.
 *
 * @param files what the plugin matched
 */
export async function inferStacks(files: readonly string[], workspace: string): Promise<readonly InferredProject[]> {
  if (!existsSync(join(workspace, cloud, 'Pulumi.yaml'))) return [];
  const environments = files.filter(isEnvironment);
  const clusters = await Promise.all(
    files.filter(isCluster).map((file) => clusterSource(file, workspace, environments.map(environmentName))),
  );
  const sources = [
    ...(await Promise.all(files.filter(isPlatform).map((file) => accountSources(file, workspace)))).flat(),
    ...environments.map((file) => environmentSource(file, workspace, clusters)),
    ...clusters,
  ];
  return [program(), ...sources.map(projectOf)];
}

function isPlatform(file: string): boolean {
  return file === 'apps/platform/platform.ts';
}

function isEnvironment(file: string): boolean {
  return file.startsWith('apps/platform/environments/');
}

function environmentName(file: string): string {
  return basename(file, '.ts');
}

function isCluster(file: string): boolean {
  return basename(file) === 'cluster.ts';
}

function program(): InferredProject {
  return {
    file: `${cloud}/Pulumi.yaml`,
    project: {
      name: 'cloud',
      root: cloud,
      projectType: 'application',
      tags: ['espalier:cloud'],
      targets: {
        build: {
          executor: 'nx:run-commands',
          options: { command: `tsc --project ${cloud}/tsconfig.build.json` },
          cache: true,
          inputs: ['{projectRoot}/index.ts', '{projectRoot}/tsconfig.build.json'],
          outputs: ['{projectRoot}/dist'],
          metadata: { description: "Compiles the program's main file for Pulumi.", technologies: ['espalier'] },
        },
      },
      metadata: { description: 'The Pulumi program of every stack.', technologies: ['espalier', 'pulumi'] },
    },
  };
}

async function accountSources(file: string, workspace: string): Promise<readonly StackSource[]> {
  const accounts = await definitionField(join(workspace, file), 'accounts');
  const named: [string, unknown][] = typeof accounts === 'object' && accounts !== null ? Object.entries(accounts) : [];
  return named.map(([name, account]) => ({
    stack: names.accountStack(name),
    account: name,
    file,
    // The registry has a repository for each app.
    inputs: Reflect.get(Object(account), 'role') === 'registry' ? ['{workspaceRoot}/apps/*/app.ts'] : [],
    reads: [],
  }));
}

interface ClusterSource extends StackSource {
  readonly environment: string | undefined;
  readonly folder: string;
}

async function clusterSource(file: string, workspace: string, environments: readonly string[]): Promise<ClusterSource> {
  const folder = file.slice(0, file.lastIndexOf('/'));
  const named = await definitionField(join(workspace, file), 'environment');
  const environment = typeof named === 'string' ? named : undefined;
  return {
    stack: names.clusterStack(basename(folder)),
    file,
    environment,
    folder,
    inputs: [
      `{workspaceRoot}/${folder}/**/*`,
      `{workspaceRoot}/apps/platform/environments/${environment ?? '*'}.ts`,
      ...releasedInputs(environment, workspace),
    ],
    reads: environments.filter((name) => name === environment).map(names.environmentStack),
  };
}

/** An environment has the data of its clusters' addons, so that their definitions are inputs too. */
function environmentSource(file: string, workspace: string, clusters: readonly ClusterSource[]): StackSource {
  const name = environmentName(file);
  const folders = clusters
    .filter(({ environment }) => environment === undefined || environment === name)
    .map(({ folder }) => `{workspaceRoot}/${folder}/**/*`);
  return {
    stack: names.environmentStack(name),
    file,
    inputs: [`{workspaceRoot}/${file}`, ...folders, ...releasedInputs(name, workspace)],
    reads: [],
  };
}

/** The definitions and releases of apps; a new or deleted release is a changed file. */
function releasedInputs(environment: string | undefined, workspace: string): readonly string[] {
  const apps = readdirSync(join(workspace, 'apps')).sort();
  const released =
    environment === undefined
      ? apps.filter((app) => existsSync(join(workspace, 'apps', app, 'app.ts')))
      : apps.filter((app) => existsSync(join(workspace, 'apps', app, 'releases', `${environment}.yaml`)));
  return [
    ...released.map((app) => `{workspaceRoot}/apps/${app}/*.ts`),
    `{workspaceRoot}/apps/*/releases/${environment ?? '*'}.yaml`,
  ];
}

function projectOf({ stack, file, inputs, reads, account }: StackSource): InferredProject {
  const root = `${cloud}/stacks/${stack}`;
  const project: ProjectConfiguration = {
    name: stack,
    root,
    projectType: 'application',
    tags: ['espalier:stack'],
    targets: { ...stackTargets(stack, inputs), ...(account !== undefined && accountTargets(account)) },
    implicitDependencies: [...reads],
    metadata: { description: 'A Pulumi stack.', technologies: ['espalier', 'pulumi'] },
  };
  return { file, project: { ...project, root } };
}
