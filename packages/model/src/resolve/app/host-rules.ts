import { coversHost, liesIn } from '../../names/index.ts';
import type { Problem } from '../../problem/index.ts';
import type { ResolvedEnvironment } from '../../resolved/index.ts';
import type { Deployments } from './app.ts';

type Environments = Readonly<Record<string, ResolvedEnvironment>>;

/** Rules for the hosts of apps in all environments. */
const rules = [hostsLieInTheirDomain, hostsFitCertificates] as const satisfies readonly ((
  deployments: Deployments,
  environments: Environments,
) => readonly Problem[])[];

/** All problems of the hosts of apps. */
export function checkHosts(deployments: Deployments, environments: Environments): readonly Problem[] {
  return rules.flatMap((rule) => rule(deployments, environments));
}

/** A host outside its environment's domain has no record and no certificate. */
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
              ? `The host ${ingress.host} in ${name} is in no environment's domain.`
              : `The host ${ingress.host} in ${name} is in ${there.domain}, the domain of environment '${there.name}'.`,
          expected: `A host in ${domain}: the zone and certificate of environment '${name}' are for it.`,
          remedy:
            app.definition.ingress?.host.includes('{domain}') === true
              ? `Write something else before '{domain}', or override 'ingress.host' in environments.${name}.`
              : "Write '{domain}' for the domain of each environment that the app is released to.",
        },
      ];
    }),
  );
}

/** Hosts that `*.<domain>` does not match have their own certificates, and ACM limits the names of certificates. */
function hostsFitCertificates(deployments: Deployments, environments: Environments): readonly Problem[] {
  return Object.values(environments).flatMap(({ name, domain }) =>
    (deployments[name] ?? []).flatMap(({ deployment: { ingress, file } }): readonly Problem[] => {
      if (ingress === undefined || ingress.host.length <= 64 || coversHost(`*.${domain}`, ingress.host)) return [];
      return [
        {
          code: 'ESP2205',
          file,
          path: 'ingress.host',
          found: `The certificate of ${ingress.host} would have this name, which has ${ingress.host.length} characters.`,
          expected: `At most 64 characters, ACM's limit, or a host directly below ${domain}, whose certificate is for *.${domain}.`,
          remedy: 'Choose a shorter host.',
        },
      ];
    }),
  );
}

/** The most specific of the given domains that contains the host. */
function zoneOf(host: string, domains: readonly string[]): string | undefined {
  return domains.filter((domain) => liesIn(host, domain)).sort((one, other) => other.length - one.length)[0];
}
