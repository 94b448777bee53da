import type { KubernetesObject } from './kubernetes-object.ts';
import { valueAt } from '../problem/index.ts';

/** Hosts of the rules of an Ingress; none for other objects. */
export function hostsOf({ kind, spec }: KubernetesObject): readonly string[] {
  const rules = kind === 'Ingress' ? valueAt(spec, ['rules']) : undefined;
  if (!Array.isArray(rules)) return [];
  return rules.map((rule) => valueAt(rule, ['host'])).filter((host) => typeof host === 'string');
}
