import type { AddonContext, KubernetesObject } from '@espalier/model';
import { certificateHours, certManagerGroup, internalIssuer } from './server-certificate.ts';

const apiVersion = `${certManagerGroup}/v1`;
const selfSigned = { group: certManagerGroup, kind: 'ClusterIssuer', name: 'self-signed' } as const;

/**
 * The webhook refuses objects until it runs. They are one wave after the chart in the same application, so that its
 * Deployments are healthy first.
 */
const annotations = { 'argocd.argoproj.io/sync-wave': '1' } as const;

/**
 * The cluster's own certificate authority: a self-signed issuer, the authority's certificate from it, and the issuer
 * that signs with that certificate. The key is created in the cluster and never leaves it.
 *
 * Source: https://cert-manager.io/docs/configuration/selfsigned/#bootstrapping-ca-issuers
 */
export function internalAuthority({ namespace }: AddonContext): readonly KubernetesObject[] {
  const { name } = internalIssuer;
  return [
    { apiVersion, kind: 'ClusterIssuer', metadata: { name: selfSigned.name, annotations }, spec: { selfSigned: {} } },
    {
      apiVersion,
      kind: 'Certificate',
      // A ClusterIssuer finds its Secret in the namespace of cert-manager.
      metadata: { name, namespace, annotations },
      spec: {
        isCA: true,
        commonName: name,
        secretName: name,
        duration: `${10 * certificateHours.duration}h`,
        // All certificates that it signs end before it does.
        renewBefore: `${certificateHours.duration}h`,
        privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
        issuerRef: selfSigned,
      },
    },
    { apiVersion, kind: 'ClusterIssuer', metadata: { name, annotations }, spec: { ca: { secretName: name } } },
  ];
}
