export { hostsBeyondWildcard } from './certificate-hosts.ts';
export { Dns } from './dns.ts';
