import type { ResolvedApplication, ResolvedCluster, ResolvedPlatform } from '@espalier/model';
import { addonApplication } from './addon/index.ts';
import { appApplication } from './app/app-application.ts';
import { argocdApplication, rootApplication } from './argocd/index.ts';
import { byName, type ProjectedApplication } from './objects/index.ts';
import { namespacesApplication } from './namespaces/namespaces-application.ts';
import { secretStoresApplication } from './secret-stores/secret-stores-application.ts';

/**
 * All applications in a cluster's directory of the tree: `root`, `argocd`, then the cluster's applications in sync
 * order. Nothing is built before an application's `build` is called.
 */
export function projectCluster(platform: ResolvedPlatform, cluster: ResolvedCluster): readonly ProjectedApplication[] {
  const [addon, app] = [byName(cluster.addons), byName(cluster.apps)];
  const project = ({ kind, name }: ResolvedApplication): ProjectedApplication => {
    switch (kind) {
      case 'namespaces':
        return namespacesApplication(platform, cluster, name);
      case 'secret-stores':
        return secretStoresApplication(platform, cluster, name);
      case 'addon':
        return addonApplication(platform, cluster, addon(name));
      case 'app':
        return appApplication(platform, cluster, app(name));
    }
  };
  return [
    rootApplication(platform, cluster),
    argocdApplication(platform, cluster),
    ...cluster.applications.map(project),
  ];
}
