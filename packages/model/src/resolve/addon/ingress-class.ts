import type { AddonDefinition, IngressClass } from '../../definition/index.ts';

/** The class that apps' Ingresses name in a cluster with these addons. */
export function ingressClassOf(addons: readonly AddonDefinition[]): IngressClass | undefined {
  return addons.find(({ provides }) => provides?.ingressClass !== undefined)?.provides?.ingressClass;
}
