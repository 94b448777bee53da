import { DependencyType, type CreateDependenciesContext, type RawProjectGraphDependency } from '@nx/devkit';
import { join } from 'node:path';
import { definitionField } from './definition-field.ts';

type Projects = CreateDependenciesContext['projects'];

/** Packages that decide the manifests of a cluster; they are projects only in Espalier's own repository. */
const renderingPackages = ['model', 'addons', 'kubernetes', 'tree', 'nx'].map((name) => `@espalier/${name}`);

/**
 * Packages that decide the resources of a stack. The plugin is not one of them: it only writes the files and depends on
 * every package.
 */
const planningPackages = ['model', 'addons', 'cloud'].map((name) => `@espalier/${name}`);

/**
 * Edges from every cluster to the platform's definition and the packages that render it, from every stack to the
 * packages that plan it, and from every app to the apps that it calls.
 *
 * All are implicit: Nx caches static edges of a file while that file is unchanged. Apps have no edge to clusters; they
 * are inputs of `render`. An edge would disappear with the release and hide the deletion.
 */
export async function inferDependencies(projects: Projects, workspace: string): Promise<RawProjectGraphDependency[]> {
  const targets = ['platform', ...renderingPackages].filter((name) => name in projects);
  const ofClusters = namesTagged(projects, 'espalier:cluster').flatMap((source) =>
    targets.map((target) => implicit(source, target)),
  );
  const planning = ['platform', ...planningPackages].filter((name) => name in projects);
  const ofStacks = namesTagged(projects, 'espalier:stack').flatMap((source) =>
    planning.map((target) => implicit(source, target)),
  );
  const apps = namesTagged(projects, 'espalier:app');
  const ofApps = await Promise.all(
    apps.map(async (source) => {
      const peers = await definitionField(join(workspace, projects[source]?.root ?? '', 'app.ts'), 'talksTo');
      return (Array.isArray(peers) ? peers : [])
        .filter((peer): peer is string => typeof peer === 'string' && peer !== source && apps.includes(peer))
        .map((target) => implicit(source, target));
    }),
  );
  return [...ofClusters, ...ofStacks, ...ofApps.flat()];
}

function namesTagged(projects: Projects, tag: string): readonly string[] {
  return Object.keys(projects)
    .filter((name) => projects[name]?.tags?.includes(tag) === true)
    .sort();
}

function implicit(source: string, target: string): RawProjectGraphDependency {
  return { source, target, type: DependencyType.implicit };
}
