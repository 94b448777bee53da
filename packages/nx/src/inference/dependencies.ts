import { DependencyType, type CreateDependenciesContext, type RawProjectGraphDependency } from '@nx/devkit';
import { join } from 'node:path';
import { definitionField } from './definition-field.ts';

type Projects = CreateDependenciesContext['projects'];

/** Packages whose code decides what a cluster renders; projects of the graph only in Espalier's own repository. */
const renderingPackages = ['model', 'addons', 'kubernetes', 'tree', 'nx'].map((name) => `@espalier/${name}`);

/** Packages whose code decides what a stack registers. The plugin only writes it down, and reaches every other package. */
const planningPackages = ['model', 'addons', 'cloud'].map((name) => `@espalier/${name}`);

/**
 * Edges from every cluster to the platform's definition and to the packages that render it, from every stack to those
 * that plan it, and from every app to the apps it talks to.
 *
 * All are implicit: Nx keeps static edges of a file from its cache for as long as that file is unchanged. Apps reach
 * clusters by no edge but as inputs of `render`, since an edge that is gone with the release would hide the deletion.
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
