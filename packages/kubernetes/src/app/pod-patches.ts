import type { ResolvedApp, ResolvedContainer, ResolvedProbe } from '@espalier/model';
import type { ClusterFacts } from './cluster-facts.ts';
import { servesWhileDraining } from './draining.ts';
import { mountsOf, volumesOf } from './mounts.ts';
import { resourcesOf } from './resources.ts';
import { spreadOf } from './spread.ts';
import { add, move, remove, type Patch } from '../objects/patch.ts';

/** What cdk8s-plus says of every pod and Kubernetes assumes anyway: without it, a reviewer reads only what matters. */
const defaults = ['dnsPolicy', 'hostNetwork', 'setHostnameAsFQDN', 'shareProcessNamespace'];

/**
 * Completes the pod template at `path`: adds what cdk8s-plus has no words for, takes out what goes without saying, and
 * its label `cdk8s.io/metadata.addr`, a hash that nothing here selects by.
 */
export function podPatches(app: ResolvedApp, facts: ClusterFacts, path: string): readonly Patch[] {
  const spread = spreadOf(app);
  const volumes = volumesOf(app);
  const { nodeSelector, tolerations } = app.placement;
  const added = {
    enableServiceLinks: false,
    ...(Object.keys(nodeSelector).length === 0 ? {} : { nodeSelector }),
    ...(tolerations.length === 0 ? {} : { tolerations }),
    ...(spread.length === 0 ? {} : { topologySpreadConstraints: spread }),
    ...(volumes.length === 0 ? {} : { volumes }),
  };
  return [
    remove(`${path}/metadata/labels/cdk8s.io~1metadata.addr`),
    ...defaults.map((field) => remove(`${path}/spec/${field}`)),
    ...(app.replicas === undefined ? [] : [remove(`${path}/spec/restartPolicy`)]),
    add(`${path}/spec/securityContext/seccompProfile`, { type: 'RuntimeDefault' }),
    ...Object.entries(added).map(([field, value]) => add(`${path}/spec/${field}`, value)),
    ...servesWhileDraining(app, facts, path),
    ...app.containers.flatMap((container, index) =>
      containerPatches(app, container, `${path}/spec/containers/${index}`),
    ),
    ...sidecarPatches(app, path),
  ];
}

/**
 * Sidecars of pods that run to completion become init containers that are restarted always: Kubernetes starts them before
 * the main container and stops them after it, where an ordinary container would keep the pod, and the Job, from ending.
 *
 * https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/ (on by default since 1.29)
 */
function sidecarPatches(app: ResolvedApp, path: string): readonly Patch[] {
  const [, ...sidecars] = app.containers;
  if (app.replicas !== undefined || sidecars.length === 0) return [];
  const second = `${path}/spec/containers/1`;
  return [
    add(`${path}/spec/initContainers`, []),
    ...sidecars.flatMap(() => [
      add(`${second}/restartPolicy`, 'Always'),
      move(second, `${path}/spec/initContainers/-`),
    ]),
  ];
}

function containerPatches(app: ResolvedApp, container: ResolvedContainer, path: string): readonly Patch[] {
  const { ready, live, start } = container.probes;
  const mounts = mountsOf(app, container);
  return [
    remove(`${path}/securityContext/privileged`),
    // The pod says it for all of its containers.
    remove(`${path}/securityContext/runAsNonRoot`),
    add(`${path}/resources`, resourcesOf(container)),
    ...(mounts.length === 0 ? [] : [add(`${path}/volumeMounts`, mounts)]),
    ...Object.entries({ readinessProbe: ready, livenessProbe: live, startupProbe: start })
      .filter(([, probe]) => isHttp(probe))
      .map(([name]) => remove(`${path}/${name}/httpGet/scheme`)),
  ];
}

function isHttp(probe: ResolvedProbe | undefined): boolean {
  return probe?.check.kind === 'http';
}
