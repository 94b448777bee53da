import type { AddonDefinition, IngressClass } from '../../definition/index.ts';

/** The class of the apps' Ingresses in a cluster with these addons. */
export function ingressClassOf(addons: readonly AddonDefinition[]): IngressClass | undefined {
  return addons.find(({ provides }) => provides?.ingressClass !== undefined)?.provides?.ingressClass;
}
