import type { KubernetesObject, ResolvedCluster, ResolvedPlatform } from '@espalier/model';
import { byName } from '../objects/index.ts';
import { addonSource } from './addon-source.ts';
import { application, directorySource } from './application.ts';
import { argocdNamespace } from './in-cluster.ts';

/**
 * The Argo CD Application of each of the cluster's applications.
 *
 * Deleting the Application of an app deletes its objects. Deleting one of the platform keeps them: if a controller were
 * deleted before its custom resources, their finalizers would block their deletion, and that of their namespaces,
 * forever.
 */
export function applicationsOf(platform: ResolvedPlatform, cluster: ResolvedCluster): readonly KubernetesObject[] {
  const [addonOf, appOf] = [byName(cluster.addons), byName(cluster.apps)];
  return cluster.applications.map(({ kind, name, wave }) => {
    const directory = { source: { source: directorySource(platform, cluster.name, name) }, generatePaths: '.' };
    const ofPlatform = { name, wave, project: 'platform', cascades: false };
    switch (kind) {
      case 'namespaces':
      case 'secret-stores':
        return application(platform, { ...ofPlatform, ...directory, namespace: argocdNamespace });
      case 'addon': {
        const addon = addonOf(name);
        return application(platform, {
          ...ofPlatform,
          ...addonSource(platform, cluster.name, addon),
          namespace: addon.namespace,
          ignoreDifferences: addon.ignoreDifferences,
          syncOptions: addon.serverSideApply ? ['ServerSideApply=true'] : [],
        });
      }
      case 'app': {
        const { namespace } = appOf(name);
        return application(platform, { name, wave, ...directory, project: namespace, namespace, cascades: true });
      }
    }
  });
}
