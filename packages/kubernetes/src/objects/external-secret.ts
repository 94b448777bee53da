import { names, type KubernetesObject, type SecretFromStore } from '@espalier/model';
import { withSyncOptions } from './sync-options.ts';

/**
 * The ExternalSecret that fills a need's Kubernetes Secret from Secrets Manager, through the namespace's SecretStore.
 *
 * Writes the fields that the API server or the operator fills in. Entries of `data` are compared whole, so that Argo CD
 * would otherwise always show a difference. https://external-secrets.io/latest/api/externalsecret/
 */
export function externalSecret(
  secret: SecretFromStore,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): KubernetesObject {
  return withSyncOptions({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: secret.name, namespace, labels },
    spec: {
      refreshInterval: '1h0m0s',
      secretStoreRef: { kind: 'SecretStore', name: names.secretStoreName },
      target: {
        name: secret.name,
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        // With a template, the Secret does not inherit the labels and annotations that Argo CD uses to track this
        // object.
        template: { engineVersion: 'v2', mergePolicy: 'Replace' },
      },
      data: secret.keys.map((key) => ({
        secretKey: key,
        remoteRef: {
          key: secret.path,
          property: key,
          conversionStrategy: 'Default',
          decodingStrategy: 'None',
          metadataPolicy: 'None',
        },
      })),
    },
  });
}
