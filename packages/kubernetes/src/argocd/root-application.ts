import type { KubernetesObject, ResolvedCluster, ResolvedPlatform } from '@espalier/model';
import { digest, type ProjectedApplication } from '../objects/index.ts';
import { appProject } from './app-project.ts';
import { application, directorySource } from './application.ts';
import { argocdNamespace } from './in-cluster.ts';

/**
 * `root.yaml`: the one file that is applied by hand, at the bootstrap. The root Application syncs all others from
 * `argocd/`. It reverts changes made to them in the cluster, also a pause of their auto-sync: Git is the only channel.
 */
export function rootApplication(platform: ResolvedPlatform, cluster: ResolvedCluster): ProjectedApplication {
  const { name, repository, revision } = platform;
  return {
    name: 'root',
    namespace: argocdNamespace,
    inputs: digest([name, repository, revision, cluster.name]),
    build: () => ({
      objects: [],
      handWritten: [],
      documents: { 'root.yaml': [rootProject(platform), root(platform, cluster)] },
    }),
  };
}

function rootProject(platform: ResolvedPlatform): KubernetesObject {
  const group = 'argoproj.io';
  return appProject(platform, {
    name: 'root',
    description: 'AppProjects and Applications.',
    sourceRepos: [platform.repository],
    namespaces: [argocdNamespace],
    clusterKinds: [],
    namespacedKinds: {
      only: [
        { group, kind: 'AppProject' },
        { group, kind: 'Application' },
      ],
    },
  });
}

function root(platform: ResolvedPlatform, cluster: ResolvedCluster): KubernetesObject {
  return application(platform, {
    name: 'root',
    project: 'root',
    namespace: argocdNamespace,
    source: { source: directorySource(platform, cluster.name, 'argocd') },
    generatePaths: '.',
    cascades: false,
  });
}
