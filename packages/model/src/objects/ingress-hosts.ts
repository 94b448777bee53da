import type { KubernetesObject } from './kubernetes-object.ts';
import { valueAt } from '../problem/index.ts';

/** A host with its paths that have a backend. */
export interface Address {
  readonly host: string;
  readonly paths: readonly string[] | 'all';
}

/** The parts of an addon that have its Ingresses. */
interface WithHosts {
  /** Hosts of Ingresses that its chart makes. */
  readonly hosts: readonly string[];
  readonly objects: readonly KubernetesObject[];
}

/** Hosts of the rules of an Ingress; none for other objects. */
export function hostsOf(object: KubernetesObject): readonly string[] {
  return rulesOf(object).map(({ host }) => host);
}

/** Hosts of all Ingresses of an addon: those of its chart, and those among its objects. */
export function hostsOfAddon({ hosts, objects }: WithHosts): readonly string[] {
  return [...hosts, ...objects.flatMap(hostsOf)];
}

/** The same for the Ingresses of one class; a chart's Ingress uses the class of the cluster. */
export function addressesOfAddon({ hosts, objects }: WithHosts, ingressClass: string): readonly Address[] {
  return [
    ...hosts.map((host): Address => ({ host, paths: 'all' })),
    ...objects.filter(({ spec }) => valueAt(spec, ['ingressClassName']) === ingressClass).flatMap(rulesOf),
  ];
}

/** A rule without paths passes every path to the default backend. */
function rulesOf({ kind, spec }: KubernetesObject): readonly Address[] {
  const rules = kind === 'Ingress' ? valueAt(spec, ['rules']) : undefined;
  if (!Array.isArray(rules)) return [];
  return rules.flatMap((rule): readonly Address[] => {
    const host = valueAt(rule, ['host']);
    const paths = valueAt(rule, ['http', 'paths']);
    if (typeof host !== 'string') return [];
    if (!Array.isArray(paths)) return [{ host, paths: 'all' }];
    const texts = paths.map((path) => valueAt(path, ['path']));
    return [{ host, paths: texts.map((text) => (typeof text === 'string' ? text : '/')) }];
  });
}
