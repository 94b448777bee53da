import type { AddonContext, KubernetesObject } from '@espalier/model';

/** API group of Certificate and ClusterIssuer. */
export const certManagerGroup = 'cert-manager.io';

/** Issuer of certificates that are trusted inside the cluster alone. */
export const internalIssuer = { group: certManagerGroup, kind: 'ClusterIssuer', name: 'internal-ca' } as const;

/** Whether the cluster has cert-manager, so that certificates of webhooks may come from it. */
export function hasCertManager(context: AddonContext): boolean {
  return context.hasCrds(certManagerGroup);
}

/**
 * How long a certificate lasts, and how long before its end the next one is issued. A chart's own certificate lasts a
 * year; cert-manager's default, 90 days, is shorter than what some servers ask of theirs.
 */
export const certificateHours = { duration: 8760, renewBefore: 2880 } as const;

/**
 * A certificate of the internal authority for the Service `name` of the addon, in a Secret of the same name.
 *
 * As a companion object rather than one of the chart's, it puts its addon after cert-manager exactly where there is one.
 */
export function serverCertificate(name: string, { namespace }: AddonContext): KubernetesObject {
  return {
    apiVersion: `${certManagerGroup}/v1`,
    kind: 'Certificate',
    metadata: { name, namespace },
    spec: {
      secretName: name,
      dnsNames: [`${name}.${namespace}.svc`, `${name}.${namespace}.svc.cluster.local`],
      duration: `${certificateHours.duration}h`,
      renewBefore: `${certificateHours.renewBefore}h`,
      usages: ['server auth'],
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      issuerRef: internalIssuer,
    },
  };
}
