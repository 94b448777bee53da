import type { ResolvedCluster, ResolvedPlatform } from '@espalier/model';
import { digest, platformLabels, type ProjectedApplication, serviceAccount } from '../objects/index.ts';
import { secretStore } from './secret-store.ts';

/** The application with the SecretStore, and its ServiceAccount, of every namespace that reads secrets. */
export function secretStoresApplication(
  platform: ResolvedPlatform,
  cluster: ResolvedCluster,
  name: string,
): ProjectedApplication {
  const stores = cluster.namespaces.flatMap(({ name: namespace, secretStore: store }) =>
    store === undefined ? [] : [{ namespace, store }],
  );
  return {
    name,
    inputs: digest([platform.name, stores]),
    build: () => {
      const labels = platformLabels(platform.name);
      const objects = stores.flatMap(({ namespace, store }) => [
        serviceAccount({ name: store.serviceAccount, namespace, labels, roleArn: store.roleArn }),
        secretStore(store, namespace, labels),
      ]);
      return { objects, handWritten: [], documents: {} };
    },
  };
}
