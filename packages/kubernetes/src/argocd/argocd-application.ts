import type { ResolvedCluster, ResolvedPlatform } from '@espalier/model';
import { hasCompanionObjects } from '../addon/index.ts';
import { digest, type ProjectedApplication } from '../objects/index.ts';
import { appProjects } from './app-projects.ts';
import { applicationsOf } from './applications.ts';
import { clusterKinds } from './cluster-kinds.ts';
import { argocdNamespace } from './in-cluster.ts';

/** The source of the root: AppProjects and Applications, reviewed like any other file. */
export function argocdApplication(platform: ResolvedPlatform, cluster: ResolvedCluster): ProjectedApplication {
  return {
    name: 'argocd',
    namespace: argocdNamespace,
    inputs: digest(inputsOf(platform, cluster)),
    build: () => ({
      objects: [...appProjects(platform, cluster), ...applicationsOf(platform, cluster)],
      documents: {},
      handWritten: [],
    }),
  };
}

function inputsOf({ name, repository, revision }: ResolvedPlatform, cluster: ResolvedCluster): unknown {
  return [
    { name, repository, revision, cluster: cluster.name },
    cluster.applications.map((application) => [application.kind, application.name, application.wave]),
    cluster.namespaces.map((namespace) => namespace.name),
    cluster.apps.map((app) => [app.name, app.namespace]),
    clusterKinds(cluster.addons),
    cluster.addons.map((addon) => ({
      name: addon.name,
      namespace: addon.namespace,
      alsoInNamespaces: addon.alsoInNamespaces,
      chart: addon.chart,
      hasDirectory: hasCompanionObjects(addon),
      serverSideApply: addon.serverSideApply,
      ignoreDifferences: addon.ignoreDifferences,
    })),
  ];
}
