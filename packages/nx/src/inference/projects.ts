import type { ProjectConfiguration } from '@nx/devkit';
import { ProblemsError } from '@espalier/model';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { collidingNames, type NamedProject } from '../workspace/index.ts';
import { definitionFile, type DefinitionFile } from './definition-file.ts';
import { definitionField } from './definition-field.ts';
import type { InferredProject } from './inferred-project.ts';
import { inferStacks } from './stacks.ts';
import { clusterTargets, platformTargets } from './targets.ts';

/**
 * The projects of the definitions.
 *
 * @throws ProblemsError ESP5001 if two definitions would be projects with one name
 */
export async function inferProjects(files: readonly string[], workspace: string): Promise<readonly InferredProject[]> {
  const projects = [...(await inferDefinitions(files, workspace)), ...(await inferStacks(files, workspace))];
  const problems = collidingNames(projects.map(named));
  if (problems.length > 0) throw new ProblemsError(problems);
  return projects;
}

async function inferDefinitions(files: readonly string[], workspace: string): Promise<readonly InferredProject[]> {
  const byRoot = new Map(
    files.toSorted().flatMap((file) => {
      const definition = definitionFile(file);
      return definition === undefined ? [] : [[definition.root, definition] as const];
    }),
  );
  const definitions = [...byRoot.values()];
  const apps = definitions.filter(({ kind }) => kind === 'app').map(({ name }) => name);
  return Promise.all(
    definitions.map(async (definition) => ({
      file: definition.file,
      project: {
        name: definition.name,
        root: definition.root,
        projectType: 'application' as const,
        tags: [`espalier:${definition.kind}`],
        targets: await targetsOf(definition, apps, workspace),
        metadata: { description: descriptions[definition.kind], technologies: ['espalier'] },
      },
    })),
  );
}

const descriptions = {
  environments: 'The environments that clusters are in.',
  platform: "The platform's definition, and the remains of removed clusters.",
  cluster: 'A cluster, rendered into the tree.',
  app: 'An app that is deployed where it has a release.',
} as const;

async function targetsOf(
  { kind, name, file }: DefinitionFile,
  apps: readonly string[],
  workspace: string,
): Promise<NonNullable<ProjectConfiguration['targets']>> {
  if (kind === 'app' || kind === 'environments') return {};
  if (kind === 'platform') return platformTargets();
  const named = await definitionField(join(workspace, file), 'environment');
  const environment = typeof named === 'string' ? named : undefined;
  const released =
    environment === undefined
      ? apps
      : apps.filter((app) => existsSync(join(workspace, 'apps', app, 'releases', `${environment}.yaml`)));
  return clusterTargets({ name, environment, released, manifestFolders: manifestFolders(workspace) });
}

function manifestFolders(workspace: string): readonly string[] {
  const folder = join(workspace, 'manifests');
  const found = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const names = found.filter((entry) => entry.isDirectory() && entry.name !== 'values').map((entry) => entry.name);
  return [...new Set(['alerts', 'charts', 'dashboards', ...names])].sort();
}

function named({ file, project: { name = '', root, tags = [] } }: InferredProject): NamedProject {
  return { file, name, root, what: (tags[0] ?? '').replace('espalier:', '') };
}
