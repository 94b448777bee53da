/**
 * Whether a host pattern matches a host. The first label of the pattern may be `*`, which matches one label, as in
 * certificates.
 */
export function coversHost(pattern: string, host: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === host;
  const suffix = pattern.slice(1);
  return host.endsWith(suffix) && !host.slice(0, -suffix.length).includes('.');
}

/** Whether a host equals a domain or is below it. */
export function liesIn(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

/**
 * Hosts in a domain that need their own rule and record next to those of `*.<domain>`, sorted. These are the domain
 * itself, hosts two or more labels below it, and hosts between such a host and the domain. For a name between a record
 * and its zone, DNS does not use the wildcard (RFC 4592, section 2.2.2).
 */
export function hostsBeyondWildcard(domain: string, hosts: readonly string[]): readonly string[] {
  const inside = hosts.filter((host) => liesIn(host, domain));
  const deep = inside.filter((host) => host === domain || !coversHost(`*.${domain}`, host));
  const beyond = inside.filter((host) => deep.some((other) => liesIn(other, host)));
  return [...new Set(beyond)].sort();
}
