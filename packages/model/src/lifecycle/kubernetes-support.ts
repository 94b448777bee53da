/** How long EKS supports a Kubernetes minor; days as `YYYY-MM-DD`. */
export interface KubernetesSupport {
  /** Last day of standard support; extended support, which costs six times as much an hour, begins after it. */
  readonly standardUntil: string;
  /** Last day of extended support; EKS then upgrades the control plane automatically. */
  readonly extendedUntil: string;
}

/**
 * The EKS calendar: fourteen months of standard support, then twelve of extended.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html read on 2026-11-22
 */
export const kubernetesSupport: Readonly<Record<string, KubernetesSupport>> = {
  '1.29': { standardUntil: '2025-03-23', extendedUntil: '2026-03-23' },
  '1.30': { standardUntil: '2025-07-23', extendedUntil: '2026-07-23' },
  '1.31': { standardUntil: '2025-11-26', extendedUntil: '2026-11-26' },
  '1.32': { standardUntil: '2026-03-23', extendedUntil: '2027-03-23' },
  '1.33': { standardUntil: '2026-07-29', extendedUntil: '2027-07-29' },
  '1.34': { standardUntil: '2026-12-02', extendedUntil: '2027-12-02' },
  '1.35': { standardUntil: '2027-03-27', extendedUntil: '2028-03-27' },
  '1.36': { standardUntil: '2027-08-02', extendedUntil: '2028-08-02' },
};
