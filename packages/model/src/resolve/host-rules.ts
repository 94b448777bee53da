import type { Definitions } from '../definition/definitions.ts';
import { coversHost } from '../names/index.ts';
import { listOf } from '../problem/closest.ts';
import type { Problem } from '../problem/problem.ts';
import type { ResolvedAddon } from '../resolved/resolved-addon.ts';
import type { ResolvedApp, ResolvedDeployment } from '../resolved/resolved-app.ts';
import type { ResolvedEnvironment } from '../resolved/resolved-platform.ts';
import { addressesOfAddon, hostsOf, hostsOfAddon, type Address } from './ingress-hosts.ts';

/** A host outside its environment's domain has no record and no certificate: the zone holds that domain alone. */
export function hostsLieInTheirDomain(
  deployments: Readonly<Record<string, readonly ResolvedDeployment[]>>,
  environments: Readonly<Record<string, ResolvedEnvironment>>,
  templateOf: (environment: string, app: string) => string | undefined,
): readonly Problem[] {
  const domains = Object.values(environments).map(({ domain }) => domain);
  return Object.values(environments).flatMap(({ name, domain }) =>
    (deployments[name] ?? []).flatMap(({ name: app, ingress, file }): readonly Problem[] => {
      if (ingress === undefined || zoneOf(ingress.host, domains) === domain) return [];
      const there = Object.values(environments).find((other) => zoneOf(ingress.host, domains) === other.domain);
      return [
        {
          code: 'ESP2225',
          file,
          path: 'ingress.host',
          found:
            there === undefined
              ? `The host ${ingress.host} in ${name} lies in no environment's domain.`
              : `The host ${ingress.host} in ${name} lies in ${there.domain}, the domain of environment '${there.name}'.`,
          expected: `A host in ${domain}: the zone and certificate of environment '${name}' are for it.`,
          remedy:
            templateOf(name, app)?.includes('{domain}') === true
              ? `Write something else before '{domain}', or override 'ingress.host' in environments.${name}.`
              : "Write '{domain}' for the domain of whatever environment the app is released to.",
        },
      ];
    }),
  );
}

/** Hosts that `*.<domain>` is no name of have certificates of their own, whose name ACM limits. */
export function hostsFitCertificates(
  deployments: Readonly<Record<string, readonly ResolvedDeployment[]>>,
  environments: Readonly<Record<string, ResolvedEnvironment>>,
): readonly Problem[] {
  return Object.values(environments).flatMap(({ name, domain }) =>
    (deployments[name] ?? []).flatMap(({ ingress, file }): readonly Problem[] => {
      if (ingress === undefined || ingress.host.length <= 64 || coversHost(`*.${domain}`, ingress.host)) return [];
      return [
        {
          code: 'ESP2205',
          file,
          path: 'ingress.host',
          found: `The certificate of ${ingress.host} would be called so, which has ${ingress.host.length} characters.`,
          expected: `At most 64 characters, as ACM takes, or a host right below ${domain}, whose certificate is for *.${domain}.`,
          remedy: 'Choose a shorter host.',
        },
      ];
    }),
  );
}

/** The same for the Ingresses that addons bring along; `*.` stands for any one label. */
export function addonHostsLieInTheirDomain(
  addons: readonly ResolvedAddon[],
  { name: environment, domain }: ResolvedEnvironment,
  file: string,
): readonly Problem[] {
  return addons.flatMap((addon) =>
    hostsOfAddon(addon)
      .filter((host) => zoneOf(host, [domain]) === undefined)
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
 * The load balancer in front of an ingress controller passes on the hosts of its own Ingress, finds certificates by them,
 * and they alone have records: a host that none of them is a name of is not reached. `*` stands for one label.
 */
export function loadBalancerPassesHostsOn(
  {
    name: cluster,
    file,
    apps,
  }: { readonly name: string; readonly file: string; readonly apps: readonly ResolvedApp[] },
  addons: readonly ResolvedAddon[],
): readonly Problem[] {
  const controller = addons.find(({ ingressClass }) => ingressClass !== undefined);
  const passedOn = controller?.objects.flatMap(hostsOf) ?? [];
  if (controller === undefined || passedOn.length === 0) return [];
  const hosts = [
    ...apps.flatMap(({ name, file: at, ingress }) =>
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
      expected: `A host that one of these is a name of, where * stands for one label: ${listOf(passedOn)}.`,
      remedy: `Choose such a host, or add '${host}' to the hosts of '${controller.name}'.`,
    }));
}

/**
 * A host and path lead to one app or addon: of two Ingresses that have it, the controller serves one, and may change its
 * mind. An addon's chart has its host with every path.
 */
export function hostsLeadToOne(
  {
    name: cluster,
    file,
    apps,
  }: { readonly name: string; readonly file: string; readonly apps: readonly ResolvedApp[] },
  addons: readonly ResolvedAddon[],
): readonly Problem[] {
  const ingressClass = addons.find((addon) => addon.ingressClass !== undefined)?.ingressClass;
  const taken: { readonly host: string; readonly path: string | undefined; readonly by: string }[] = [];
  const claim = (
    { host, paths }: Address,
    by: string,
    place: { readonly file: string; readonly path: string },
  ): readonly Problem[] =>
    (paths === 'all' ? [undefined] : paths).flatMap((path): readonly Problem[] => {
      const other = taken.find(
        (one) =>
          one.by !== by && one.host === host && (one.path === path || one.path === undefined || path === undefined),
      );
      taken.push({ host, path, by });
      if (other === undefined) return [];
      return [
        {
          code: 'ESP2217',
          ...place,
          found: `${host}${path ?? ''} leads to ${other.by} already in cluster '${cluster}'.`,
          expected: 'A host and path lead to one app or addon.',
          remedy: other.path === undefined ? 'Choose another host.' : 'Choose another host, or paths that differ.',
        },
      ];
    });
  return [
    ...(ingressClass === undefined
      ? []
      : addons.flatMap((addon) =>
          addressesOfAddon(addon, ingressClass).flatMap((address) =>
            claim(address, `the addon '${addon.name}'`, { file, path: 'addons' }),
          ),
        )),
    ...apps.flatMap(({ name, file: at, ingress }) =>
      ingress === undefined ? [] : claim(ingress, `'${name}'`, { file: at, path: 'ingress' }),
    ),
  ];
}

/** Two zones of one name answer the world differently: only one of them can be delegated to. */
export function domainsAreUnique(
  environments: Readonly<Record<string, ResolvedEnvironment>>,
  definitions: Definitions,
): readonly Problem[] {
  const owners = new Map<string, string>();
  return Object.values(environments).flatMap(({ name, domain }): readonly Problem[] => {
    const other = owners.get(domain);
    owners.set(domain, name);
    if (other === undefined) return [];
    return [
      {
        code: 'ESP2229',
        file: definitions.environments[name]?.file ?? '',
        path: 'domain',
        found: `${domain} is the domain of environment '${other}' already.`,
        expected: 'Every environment has a domain of its own, whose zone it owns.',
        remedy: `Choose another, such as ${name}.${domain}.`,
      },
    ];
  });
}

/** The most specific of some domains that a host lies in. */
function zoneOf(host: string, domains: readonly string[]): string | undefined {
  return domains
    .filter((domain) => host === domain || host.endsWith(`.${domain}`))
    .sort((one, other) => other.length - one.length)[0];
}
