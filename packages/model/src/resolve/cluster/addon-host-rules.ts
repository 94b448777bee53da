import { coversHost, liesIn } from '../../names/index.ts';
import { addressesOfAddon, hostsOf, hostsOfAddon, type Address } from '../../objects/index.ts';
import { listOf, type Problem } from '../../problem/index.ts';
import type { ClusterInput } from '../cluster-rules/index.ts';
import type { ClusterParts } from './cluster-parts.ts';

/** The zone and the certificates of an environment are only for its domain; `*.` matches one label. */
export function addonHostsLieInTheirDomain(
  { environment: { name: environment, domain }, file }: ClusterInput,
  { addons }: ClusterParts,
): readonly Problem[] {
  return addons.flatMap((addon) =>
    hostsOfAddon(addon)
      .filter((host) => !liesIn(host, domain))
      .map((host) => ({
        code: 'ESP2225' as const,
        file,
        path: 'addons',
        found: `The addon '${addon.name}' has an Ingress for ${host}.`,
        expected: `A host in ${domain}: the zone and certificate of environment '${environment}' are for it.`,
        remedy: `Choose such a host in the options of '${addon.name}', or another 'domain' for the environment.`,
      })),
  );
}

/**
 * The load balancer in front of an ingress controller only forwards the hosts of its own Ingress. Only these hosts have
 * certificates and records, so that no other host is reachable. `*` matches one label.
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
    ...addons.flatMap((addon) =>
      addressesOfAddon(addon, controller.ingressClass ?? '').map(({ host }) => ({
        host,
        of: `The addon '${addon.name}'`,
        at: file,
        path: 'addons',
      })),
    ),
  ];
  return hosts
    .filter(({ host }) => !passedOn.some((pattern) => coversHost(pattern, host)))
    .map(({ host, of, at, path }) => ({
      code: 'ESP2233',
      file: at,
      path,
      found: `${of} has an Ingress for ${host}, which the load balancer of cluster '${cluster}' does not pass on.`,
      expected: `A host that one of these matches, where * matches one label: ${listOf(passedOn)}.`,
      remedy: `Choose such a host, or add '${host}' to the hosts of '${controller.name}'.`,
    }));
}

/**
 * A host and path belong to one app or addon: of two Ingresses with the same host and path, the controller serves one,
 * and which one may change. The Ingress of an addon's chart counts as all paths of its host.
 */
export function hostsLeadToOne(
  { name: cluster, file, apps }: ClusterInput,
  { addons }: ClusterParts,
): readonly Problem[] {
  const routes = [
    ...addons.flatMap((addon) =>
      addressesOfAddon(
        addon,
        addons.find(({ ingressClass }) => ingressClass !== undefined)?.ingressClass ?? '',
      ).flatMap((address) => routesOf(address, `the addon '${addon.name}'`, { file, path: 'addons' })),
    ),
    ...apps.flatMap(({ app: { name, file: at, ingress } }) =>
      ingress === undefined ? [] : routesOf(ingress, `'${name}'`, { file: at, path: 'ingress' }),
    ),
  ];
  return routes.flatMap((route, index): readonly Problem[] => {
    const other = routes.slice(0, index).find((earlier) => earlier.by !== route.by && meet(earlier, route));
    if (other === undefined) return [];
    return [
      {
        code: 'ESP2217',
        ...route.place,
        found: `${route.host}${route.path ?? ''} already belongs to ${other.by} in cluster '${cluster}'.`,
        expected: 'A host and path belong to one app or addon.',
        remedy: other.path === undefined ? 'Choose another host.' : 'Choose another host, or paths that differ.',
      },
    ];
  });
}

/** One path of a host, or all of them. */
interface Route {
  readonly host: string;
  readonly path: string | undefined;
  readonly by: string;
  readonly place: Pick<Problem, 'file' | 'path'>;
}

function routesOf({ host, paths }: Address, by: string, place: Route['place']): readonly Route[] {
  return (paths === 'all' ? [undefined] : paths).map((path) => ({ host, path, by, place }));
}

function meet(one: Route, other: Route): boolean {
  return one.host === other.host && (one.path === other.path || one.path === undefined || other.path === undefined);
}
