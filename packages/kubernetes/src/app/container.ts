import type { ResolvedApp, ResolvedContainer } from '@espalier/model';
import type { Chart } from 'cdk8s';
import type { ContainerProps } from 'cdk8s-plus-29';
import { kplus } from '../cdk8s.ts';
import type { ClusterFacts } from './cluster-facts.ts';
import { environmentOf } from './environment.ts';
import { probe } from './probe.ts';

/**
 * A container as cdk8s-plus has words for it. Its resources and mounts are patched in: cdk8s-plus would turn `1Gi` into
 * `1024Mi`, knows no GPUs and no claims of StatefulSets.
 */
export function containerProps(
  chart: Chart,
  app: ResolvedApp,
  container: ResolvedContainer,
  facts: ClusterFacts,
): ContainerProps {
  const { Capability, ImagePullPolicy } = kplus();
  const { probes } = container;
  return {
    name: container.name,
    image: container.image,
    imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
    ...(container.command === undefined ? {} : { command: [...container.command] }),
    ...(container.args === undefined ? {} : { args: [...container.args] }),
    ports: container.ports.map(({ name, port }) => ({ name, number: port })),
    envVariables: environmentOf(chart, app, container, facts),
    ...(probes.ready === undefined ? {} : { readiness: probe(app, container, probes.ready) }),
    ...(probes.live === undefined ? {} : { liveness: probe(app, container, probes.live) }),
    ...(probes.start === undefined ? {} : { startup: probe(app, container, probes.start) }),
    resources: {},
    securityContext: {
      ensureNonRoot: true,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: [Capability.ALL] },
    },
  };
}
