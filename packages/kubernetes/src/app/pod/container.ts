import type { ResolvedApp, ResolvedContainer } from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';
import type { Plain } from '../../objects/index.ts';
import type { ClusterFacts } from '../context/index.ts';
import { mountsOf } from '../files/index.ts';
import { lifecycleOf } from './draining.ts';
import { environmentOf } from './environment.ts';
import { probe } from './probe.ts';

/**
 * A container of the app's pods. Fields that the API server fills in are omitted, except those that a reviewer looks
 * for.
 */
export function containerOf(app: ResolvedApp, container: ResolvedContainer, facts: ClusterFacts): Plain<k8s.Container> {
  const { name, image, command, args, ports, probes } = container;
  const env = environmentOf(app, container, facts);
  const lifecycle = lifecycleOf(app, container, facts);
  const mounts = mountsOf(app, container);
  return {
    ...(args === undefined ? {} : { args }),
    ...(command === undefined ? {} : { command }),
    ...(env.length === 0 ? {} : { env }),
    image,
    imagePullPolicy: 'IfNotPresent',
    ...(lifecycle === undefined ? {} : { lifecycle }),
    ...(probes.live === undefined ? {} : { livenessProbe: probe(app, container, probes.live) }),
    name,
    ...(ports.length === 0 ? {} : { ports: ports.map((port) => ({ containerPort: port.port, name: port.name })) }),
    ...(probes.ready === undefined ? {} : { readinessProbe: probe(app, container, probes.ready) }),
    resources: resourcesOf(container),
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
    ...(probes.start === undefined ? {} : { startupProbe: probe(app, container, probes.start) }),
    ...(mounts.length === 0 ? {} : { volumeMounts: mounts }),
  };
}

/** Requests and limits of a container, spelled as in its definition. */
function resourcesOf({ resources }: ResolvedContainer): Plain<k8s.ResourceRequirements> {
  // A GPU cannot be shared or overcommitted: its request is its limit.
  const gpus = resources.gpus === 0 ? {} : { 'nvidia.com/gpu': String(resources.gpus) };
  return {
    requests: { cpu: resources.cpu, memory: resources.memory, ...gpus },
    limits: {
      ...(resources.cpuLimit === undefined ? {} : { cpu: resources.cpuLimit }),
      memory: resources.memoryLimit,
      ...gpus,
    },
  };
}
