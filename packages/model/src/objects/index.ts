export { addressesOfAddon, hostsOf, hostsOfAddon, type Address } from './ingress-hosts.ts';
export { keptObject, withSyncOptions } from './kept-object.ts';
export type { GroupKind, Json, KubernetesObject } from './kubernetes-object.ts';
export { loadBalancerTarget } from './load-balancer-target.ts';
export { bytesOf, needsServerSideApply, objectSizes, whyTooLarge } from './object-size.ts';
