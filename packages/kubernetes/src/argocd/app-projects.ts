import type { KubernetesObject, ResolvedCluster, ResolvedPlatform } from '@espalier/model';
import { refusedKinds } from '../objects/index.ts';
import { appProject } from './app-project.ts';
import { clusterKinds } from './cluster-kinds.ts';
import { argocdNamespace } from './in-cluster.ts';

/**
 * The AppProjects of a cluster: `platform`, one for each app namespace with the same name, and `default` without
 * rights.
 */
export function appProjects(platform: ResolvedPlatform, cluster: ResolvedCluster): readonly KubernetesObject[] {
  // An Application without its AppProject is an error, so AppProjects come first.
  const wave = Math.min(0, ...cluster.applications.map((application) => application.wave)) - 1;
  return [
    appProject(platform, {
      name: 'default',
      description: 'Argo CD makes it and lets it do everything; here it may do nothing.',
      sourceRepos: [],
      namespaces: [],
      clusterKinds: [],
      wave,
    }),
    platformProject(platform, cluster, wave),
    ...sorted(cluster.apps.map(({ namespace }) => namespace)).map((namespace) =>
      appProject(platform, {
        name: namespace,
        description: `Apps in the namespace ${namespace}.`,
        sourceRepos: [platform.repository],
        namespaces: [namespace],
        clusterKinds: [],
        namespacedKinds: { except: refusedKinds },
        wave,
      }),
    ),
  ];
}

function platformProject(platform: ResolvedPlatform, cluster: ResolvedCluster, wave: number): KubernetesObject {
  const { addons, namespaces } = cluster;
  const charts = addons.flatMap(({ chart }) => (chart === undefined ? [] : [chart.repository]));
  return appProject(platform, {
    name: 'platform',
    description: 'Namespaces, secret stores and addons.',
    sourceRepos: [platform.repository, ...sorted(charts)],
    namespaces: sorted([
      argocdNamespace,
      ...namespaces.map(({ name }) => name),
      ...addons.flatMap(({ namespace, alsoInNamespaces }) => [namespace, ...alsoInNamespaces]),
    ]),
    clusterKinds: clusterKinds(addons),
    wave,
  });
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
