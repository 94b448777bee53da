import type { KubernetesObject, ResolvedEnvironment, ResolvedPlatform } from '@espalier/model';

/**
 * Hosts of an environment's Ingresses that lie in its domain and that neither the domain nor `*.<domain>` is the name
 * of: two labels below it and deeper. Hosts in another environment's domain have no certificate here, since only the
 * zone's owner can prove that they are ours. Sorted.
 */
export function hostsBeyondWildcard(platform: ResolvedPlatform, environment: ResolvedEnvironment): readonly string[] {
  const { name, domain } = environment;
  const hosts = [
    ...(platform.deployments[name] ?? []).flatMap(({ ingress }) => (ingress === undefined ? [] : [ingress.host])),
    ...Object.values(platform.clusters)
      .filter((cluster) => cluster.environment.name === name)
      .flatMap(({ addons }) => addons.flatMap(({ objects }) => objects.flatMap(hostsOfIngress))),
  ];
  const suffix = `.${domain}`;
  const beyond = hosts.filter((host) => host.endsWith(suffix) && host.slice(0, -suffix.length).includes('.'));
  return [...new Set(beyond)].sort();
}

function hostsOfIngress({ kind, spec }: KubernetesObject): readonly string[] {
  const rules: unknown = kind === 'Ingress' ? Reflect.get(Object(spec), 'rules') : undefined;
  if (!Array.isArray(rules)) return [];
  return rules.flatMap((rule: unknown) => {
    const host: unknown = Reflect.get(Object(rule), 'host');
    return typeof host === 'string' ? [host] : [];
  });
}
