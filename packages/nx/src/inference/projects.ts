import type { ProjectConfiguration } from '@nx/devkit';
import { ProblemsError, type Problem } from '@espalier/model';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { definitionFile, type DefinitionFile } from './definition-file.ts';
import { definitionField } from './definition-field.ts';
import { clusterTargets, pruneTargets } from './targets.ts';

/** A project with the file it was inferred from. */
export interface InferredProject {
  readonly file: string;
  readonly project: ProjectConfiguration & { readonly root: string };
}

/**
 * The projects of the definitions.
 *
 * @throws ProblemsError ESP5001 where two definitions would be projects of one name
 */
export async function inferProjects(files: readonly string[], workspace: string): Promise<readonly InferredProject[]> {
  const definitions = files.map(definitionFile).sort((one, other) => (one.file < other.file ? -1 : 1));
  const problems = collidingNames(definitions);
  if (problems.length > 0) throw new ProblemsError(problems);
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
  platform: "The platform's definition, and what clusters that are gone have left.",
  cluster: 'A cluster, rendered into the tree.',
  app: 'An app that is deployed where it has a release.',
} as const;

async function targetsOf(
  { kind, name, file }: DefinitionFile,
  apps: readonly string[],
  workspace: string,
): Promise<NonNullable<ProjectConfiguration['targets']>> {
  if (kind === 'app') return {};
  if (kind === 'platform') return pruneTargets();
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

function collidingNames(definitions: readonly DefinitionFile[]): readonly Problem[] {
  const byName = new Map<string, DefinitionFile>();
  return definitions.flatMap((definition): readonly Problem[] => {
    const other = byName.get(definition.name);
    byName.set(definition.name, definition);
    if (other === undefined) return [];
    return [
      {
        code: 'ESP5001',
        file: definition.file,
        path: '',
        found: `The ${definition.kind} '${definition.name}' is called as the ${other.kind} in ${other.file}.`,
        expected: 'Apps, clusters and the platform are Nx projects, and each has a name of its own.',
        remedy: `Rename the folder ${definition.root}.`,
      },
    ];
  });
}
