import { coversHost, liesIn } from '../../names/index.ts';
import type { Problem } from '../../problem/index.ts';
import type { ResolvedEnvironment } from '../../resolved/index.ts';
import type { Deployments } from './app.ts';

type Environments = Readonly<Record<string, ResolvedEnvironment>>;

/** What must hold of the hosts of apps in all environments. */
const rules = [hostsLieInTheirDomain, hostsFitCertificates] as const satisfies readonly ((
  deployments: Deployments,
  environments: Environments,
) => readonly Problem[])[];

/** Everything that is wrong with the hosts of apps. */
export function checkHosts(deployments: Deployments, environments: Environments): readonly Problem[] {
  return rules.flatMap((rule) => rule(deployments, environments));
}

/** A host outside its environment's domain has no record and no certificate: the zone holds that domain alone. */
function hostsLieInTheirDomain(deployments: Deployments, environments: Environments): readonly Problem[] {
  const domains = Object.values(environments).map(({ domain }) => domain);
  return Object.values(environments).flatMap(({ name, domain }) =>
    (deployments[name] ?? []).flatMap(({ app, deployment: { ingress, file } }): readonly Problem[] => {
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
            app.definition.ingress?.host.includes('{domain}') === true
              ? `Write something else before '{domain}', or override 'ingress.host' in environments.${name}.`
              : "Write '{domain}' for the domain of whatever environment the app is released to.",
        },
      ];
    }),
  );
}

/** Hosts that `*.<domain>` is no name of have certificates of their own, whose name ACM limits. */
function hostsFitCertificates(deployments: Deployments, environments: Environments): readonly Problem[] {
  return Object.values(environments).flatMap(({ name, domain }) =>
    (deployments[name] ?? []).flatMap(({ deployment: { ingress, file } }): readonly Problem[] => {
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

/** The most specific of some domains that a host lies in. */
function zoneOf(host: string, domains: readonly string[]): string | undefined {
  return domains.filter((domain) => liesIn(host, domain)).sort((one, other) => other.length - one.length)[0];
}
