import type { ResolvedApp } from '@espalier/model';
import type { Chart } from 'cdk8s';
import type { WorkloadProps } from 'cdk8s-plus-29';
import { cdk8s, kplus } from '../cdk8s.ts';
import { podLabels } from '../labels.ts';
import { unprivilegedUser } from '../objects/unprivileged-user.ts';
import type { ClusterFacts } from './cluster-facts.ts';
import { configChecksum } from './config-map.ts';
import { containerProps } from './container.ts';
import { terminationSeconds } from './draining.ts';

/**
 * The pod as cdk8s-plus has words for it; `podPatches` adds the rest. It passes the Pod Security Standard `restricted`
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted) and holds no token for the
 * Kubernetes API.
 */
export function podProps(chart: Chart, app: ResolvedApp, facts: ClusterFacts): WorkloadProps {
  const { Duration } = cdk8s();
  const { FsGroupChangePolicy, ServiceAccount } = kplus();
  const checksum = configChecksum(app);
  return {
    select: false,
    podMetadata: {
      labels: { ...podLabels(app) },
      ...(checksum === undefined ? {} : { annotations: { 'espalier.dev/config-checksum': checksum } }),
    },
    serviceAccount: ServiceAccount.fromServiceAccountName(chart, 'service-account', app.name),
    automountServiceAccountToken: false,
    terminationGracePeriod: Duration.seconds(terminationSeconds(app, facts)),
    securityContext: {
      ensureNonRoot: true,
      user: unprivilegedUser,
      group: unprivilegedUser,
      fsGroup: unprivilegedUser,
      fsGroupChangePolicy: FsGroupChangePolicy.ON_ROOT_MISMATCH,
    },
    containers: app.containers.map((container) => containerProps(chart, app, container, facts)),
  };
}
