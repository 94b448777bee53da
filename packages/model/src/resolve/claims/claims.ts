import type { Problem } from '../../problem/index.ts';
import type { Claim, ClaimSources } from './claim.ts';
import { hostsOf, hostsOfAddon } from '../../objects/index.ts';
import { namesInAws } from './names-in-aws.ts';

/**
 * Every name outside clusters has one owner in all environments and clusters. Two composed names can be equal, and two
 * clusters of an environment may run the same addons.
 */
export function claimsAreUnique(sources: ClaimSources): readonly Problem[] {
  return [
    ...twice(namesInAws(sources)).map(({ claim, other }): Problem => ({
      code: 'ESP2206',
      file: claim.file,
      path: '',
      found: `The ${claim.what} '${claim.name}' would belong to ${other.owner} and to ${claim.owner}.`,
      expected: `Every ${claim.what} has a name of its own in ${claim.scope}.`,
      remedy: 'Rename one of the two.',
    })),
    ...sharedSecretsAreEqual(sources),
    ...twice(hostRecords(sources)).map(({ claim, other }): Problem => ({
      code: 'ESP2240',
      file: claim.file,
      path: 'addons',
      found: `The record of ${claim.name} would be written by ${other.owner} and by ${claim.owner}: the first keeps it, and the other is never reachable.`,
      expected: 'A host belongs to one cluster.',
      remedy: 'Remove the addon that writes records from one of the clusters, or give its load balancer other hosts.',
    })),
    ...twice(claimsOfAddons(sources)).map(({ claim, other }): Problem => ({
      code: 'ESP2241',
      file: claim.file,
      path: 'addons',
      found: `The ${claim.what} '${claim.name}' is claimed by ${other.owner} and by ${claim.owner}.`,
      expected: `A ${claim.what} belongs to one cluster.`,
      remedy: 'Rename it in one of the two.',
    })),
  ];
}

function twice(claims: readonly Claim[]): readonly { readonly claim: Claim; readonly other: Claim }[] {
  const owners = new Map<string, Claim>();
  return claims.flatMap((claim) => {
    const key = JSON.stringify([claim.what, claim.scope, claim.name]);
    const other = owners.get(key);
    if (other === undefined) owners.set(key, claim);
    return other === undefined || other.owner === claim.owner ? [] : [{ claim, other }];
  });
}

/**
 * Hosts that a cluster writes DNS records for: those of its load balancer, or of every Ingress if the load balancer
 * serves Ingresses directly.
 */
function hostRecords({ clusters, fileOf }: ClaimSources): readonly Claim[] {
  return Object.values(clusters).flatMap(({ name, addons, apps, ingressByLoadBalancer }): readonly Claim[] => {
    if (!addons.some(({ writesHostRecords }) => writesHostRecords)) return [];
    const provider = addons.find(({ ingressClass }) => ingressClass !== undefined);
    const ofAddons = ingressByLoadBalancer ? addons.flatMap(hostsOfAddon) : (provider?.objects ?? []).flatMap(hostsOf);
    const ofApps = ingressByLoadBalancer
      ? apps.flatMap(({ ingress }) => (ingress === undefined ? [] : [ingress.host]))
      : [];
    const hosts = new Set([...ofAddons, ...ofApps]);
    return [...hosts].map((host) => ({
      what: 'host',
      scope: 'DNS',
      name: host,
      owner: `cluster '${name}'`,
      file: fileOf.cluster(name),
    }));
  });
}

function claimsOfAddons({ clusters, fileOf }: ClaimSources): readonly Claim[] {
  return Object.values(clusters).flatMap(({ name, addons }) =>
    addons.flatMap((addon) =>
      addon.claims.map((claim) => ({
        what: claim.what,
        scope: 'outside',
        name: claim.name,
        owner: `'${addon.name}' of cluster '${name}'`,
        file: fileOf.cluster(name),
      })),
    ),
  );
}

/** Clusters of an environment share one secret of an addon, and each reads its own list of keys from it. */
function sharedSecretsAreEqual({ clusters, fileOf }: ClaimSources): readonly Problem[] {
  const seen = new Map<string, { readonly need: string; readonly cluster: string }>();
  return Object.values(clusters).flatMap(({ name: cluster, addons }) =>
    addons.flatMap((addon) =>
      addon.needs.flatMap((need): readonly Problem[] => {
        if (!('secretPath' in need)) return [];
        const text = JSON.stringify(need);
        const other = seen.get(need.secretPath);
        seen.set(need.secretPath, other ?? { need: text, cluster });
        if (other === undefined || other.need === text) return [];
        return [
          {
            code: 'ESP2237',
            file: fileOf.cluster(cluster),
            path: 'addons',
            found: `The need '${need.name}' of '${addon.name}' differs from that of cluster '${other.cluster}', and both read the secret '${need.secretPath}'.`,
            expected: 'The same keys in all clusters of an environment, which share the secret.',
            remedy: 'Make the two equal, or rename one of them.',
          },
        ];
      }),
    ),
  );
}
