import type { AddonContext, KubernetesObject } from '@espalier/model';

/** API group of Certificate and ClusterIssuer. */
export const certManagerGroup = 'cert-manager.io';

/** Issuer of certificates that are only trusted inside the cluster. */
export const internalIssuer = { group: certManagerGroup, kind: 'ClusterIssuer', name: 'internal-ca' } as const;

/** Whether the cluster has cert-manager, so that certificates of webhooks may come from it. */
export function hasCertManager(context: AddonContext): boolean {
  return context.hasCrds(certManagerGroup);
}

/**
 * The lifetime of a certificate, and the time of renewal before its end. Charts' own certificates have a year;
 * cert-manager's default of 90 days is too short for some servers.
 */
export const certificateHours = { duration: 8760, renewBefore: 2880 } as const;

/**
 * A certificate of the internal authority for the Service `name` of the addon, in a Secret of the same name.
 *
 * As a companion object, not part of the chart, it makes the addon wait for cert-manager if the cluster has it.
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
