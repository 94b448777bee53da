/** Whether a host pattern, whose first label may be `*`, is a name of a host: `*` stands for one label, as in certificates. */
export function coversHost(pattern: string, host: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === host;
  const suffix = pattern.slice(1);
  return host.endsWith(suffix) && !host.slice(0, -suffix.length).includes('.');
}

/** Whether a host is a domain or lies below it. */
export function liesIn(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

/**
 * Hosts in a domain that need a rule and a record of their own next to those of `*.<domain>`, sorted: the domain itself,
 * hosts two labels below it and deeper, and hosts above such a one, since DNS answers for a name between a record and its
 * zone by itself, and no longer by the wildcard (RFC 4592, section 2.2.2).
 */
export function hostsBeyondWildcard(domain: string, hosts: readonly string[]): readonly string[] {
  const inside = hosts.filter((host) => liesIn(host, domain));
  const deep = inside.filter((host) => host === domain || !coversHost(`*.${domain}`, host));
  const beyond = inside.filter((host) => deep.some((other) => liesIn(other, host)));
  return [...new Set(beyond)].sort();
}
