import type { ResolvedApp } from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';
import { podLabels, unprivilegedUser, type Plain } from '../../objects/index.ts';
import type { ClusterFacts } from '../context/index.ts';
import { configChecksum, volumesOf } from '../files/index.ts';
import { containerOf } from './container.ts';
import { terminationSeconds } from './draining.ts';
import { spreadOf } from './spread.ts';

/**
 * The template of the app's pods. They pass the Pod Security Standard `restricted`
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted) and have no token for the
 * Kubernetes API.
 */
export function podTemplate(app: ResolvedApp, facts: ClusterFacts): Plain<k8s.PodTemplateSpec> {
  const checksum = configChecksum(app);
  return {
    metadata: {
      labels: podLabels(app),
      ...(checksum === undefined ? {} : { annotations: { 'espalier.dev/config-checksum': checksum } }),
    },
    spec: podSpec(app, facts),
  };
}

function podSpec(app: ResolvedApp, facts: ClusterFacts): Plain<k8s.PodSpec> {
  const { nodeSelector, tolerations } = app.placement;
  const spread = spreadOf(app);
  const volumes = volumesOf(app);
  return {
    automountServiceAccountToken: false,
    ...containersOf(app, facts),
    enableServiceLinks: false,
    ...(Object.keys(nodeSelector).length === 0 ? {} : { nodeSelector }),
    ...(app.replicas === undefined ? { restartPolicy: 'Never' } : {}),
    securityContext: {
      fsGroup: unprivilegedUser,
      fsGroupChangePolicy: 'OnRootMismatch',
      runAsGroup: unprivilegedUser,
      runAsNonRoot: true,
      runAsUser: unprivilegedUser,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    serviceAccountName: app.name,
    terminationGracePeriodSeconds: terminationSeconds(app, facts),
    ...(tolerations.length === 0 ? {} : { tolerations }),
    ...(spread.length === 0 ? {} : { topologySpreadConstraints: spread }),
    ...(volumes.length === 0 ? {} : { volumes }),
  };
}

/**
 * In pods that run to completion, sidecars are init containers with `restartPolicy: Always`. Kubernetes starts them
 * before the main container and stops them after it. An ordinary container would prevent the Job from ending.
 *
 * https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/ (on by default since 1.29)
 */
function containersOf(
  app: ResolvedApp,
  facts: ClusterFacts,
): Plain<Pick<k8s.PodSpec, 'containers' | 'initContainers'>> {
  const containers = app.containers.map((container) => containerOf(app, container, facts));
  if (app.replicas !== undefined || containers.length === 1) return { containers };
  return {
    containers: containers.slice(0, 1),
    initContainers: containers.slice(1).map((sidecar) => ({ ...sidecar, restartPolicy: 'Always' })),
  };
}
