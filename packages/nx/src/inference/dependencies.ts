import { DependencyType, type CreateDependenciesContext, type RawProjectGraphDependency } from '@nx/devkit';

/** Packages whose code decides what a cluster renders; projects of the graph only in Espalier's own repository. */
const renderingPackages = ['model', 'addons', 'kubernetes', 'tree', 'nx'].map((name) => `@espalier/${name}`);

/**
 * Edges from every cluster to the platform's definition and to the packages that render it.
 *
 * All are implicit: Nx keeps static edges of a file from its cache for as long as that file is unchanged. Apps are no
 * edges but inputs of `render`, since an edge that is gone with the release would hide the deletion.
 */
export function inferDependencies(projects: CreateDependenciesContext['projects']): RawProjectGraphDependency[] {
  const targets = ['platform', ...renderingPackages].filter((name) => name in projects);
  return Object.entries(projects).flatMap(([source, { tags = [] }]) =>
    tags.includes('espalier:cluster')
      ? targets.map((target) => ({ source, target, type: DependencyType.implicit }))
      : [],
  );
}
