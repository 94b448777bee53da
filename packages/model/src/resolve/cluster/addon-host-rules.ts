import { coversHost, liesIn } from '../../names/index.ts';
import { hostsOf } from '../../objects/index.ts';
import { listOf, valueAt, type Problem } from '../../problem/index.ts';
import type { ClusterInput } from '../cluster-rules/index.ts';
import type { ClusterParts } from './cluster-parts.ts';

/** The zone of an environment holds its domain alone, and so do its certificates; `*.` stands for any one label. */
export function addonHostsLieInTheirDomain(
  { environment: { name: environment, domain }, file }: ClusterInput,
  { addons }: ClusterParts,
): readonly Problem[] {
  return addons.flatMap(({ name, objects }) =>
    objects.flatMap((object) =>
      hostsOf(object)
        .filter((host) => !liesIn(host, domain))
        .map((host) => ({
          code: 'ESP2225' as const,
          file,
          path: 'addons',
          found: `The addon '${name}' has an Ingress for ${host}.`,
          expected: `A host in ${domain}: the zone and certificate of environment '${environment}' are for it.`,
          remedy: `Choose such a host in the options of '${name}', or another 'domain' for the environment.`,
        })),
    ),
  );
}

/**
 * The load balancer in front of an ingress controller passes on the hosts of its own Ingress, finds certificates by them,
 * and they alone have records: a host that none of them is a name of is not reached. `*` stands for one label.
 */
export function loadBalancerPassesHostsOn(
  { name: cluster, file, apps }: ClusterInput,
  { addons }: ClusterParts,
): readonly Problem[] {
  const controller = addons.find(({ ingressClass }) => ingressClass !== undefined);
  const passedOn = controller?.objects.flatMap(hostsOf) ?? [];
  if (controller === undefined || passedOn.length === 0) return [];
  const hosts = [
    ...apps.flatMap(({ app: { name, file: at, ingress } }) =>
      ingress === undefined ? [] : [{ host: ingress.host, of: `The app '${name}'`, at, path: 'ingress.host' }],
    ),
    ...addons.flatMap(({ name, objects }) =>
      objects
        .filter(({ spec }) => valueAt(spec, ['ingressClassName']) === controller.ingressClass)
        .flatMap(hostsOf)
        .map((host) => ({ host, of: `The addon '${name}'`, at: file, path: 'addons' })),
    ),
  ];
  return hosts
    .filter(({ host }) => !passedOn.some((pattern) => coversHost(pattern, host)))
    .map(({ host, of, at, path }) => ({
      code: 'ESP2233',
      file: at,
      path,
      found: `${of} has an Ingress for ${host}, which the load balancer of cluster '${cluster}' does not pass on.`,
      expected: `A host that one of these is a name of, where * stands for one label: ${listOf(passedOn)}.`,
      remedy: `Choose such a host, or add '${host}' to the hosts of '${controller.name}'.`,
    }));
}
