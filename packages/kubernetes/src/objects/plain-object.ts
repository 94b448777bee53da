import type { KubernetesObject } from '@espalier/model';
import type { IConstruct } from 'constructs';
import { cdk8s } from '../cdk8s.ts';
import { applyPatches, type Patch } from './patch.ts';

/** A construct of cdk8s-plus, and what has to be patched of what it says. */
export interface Draft {
  readonly construct: IConstruct;
  readonly patches: readonly Patch[];
}

/**
 * The object of a draft as plain data, patched. Patches of the construct itself would come before cdk8s-plus
 * translates its own names and quantities, and leave out what its Kubernetes version does not know.
 */
export function plainObject({ construct, patches }: Draft): KubernetesObject {
  const { ApiObject } = cdk8s();
  const object: unknown = ApiObject.of(construct).toJson();
  return asObject(applyPatches(object, patches));
}

/** All objects of a cdk8s chart as plain data. */
export function plainObjects(chart: { toJson: () => readonly unknown[] }): readonly KubernetesObject[] {
  return chart.toJson().map(asObject);
}

function asObject(value: unknown): KubernetesObject {
  if (isKubernetesObject(value)) return value;
  throw new TypeError(`There is no Kubernetes object in ${JSON.stringify(value)}.`);
}

function isKubernetesObject(value: unknown): value is KubernetesObject {
  return (
    isRecord(value) &&
    typeof value['apiVersion'] === 'string' &&
    typeof value['kind'] === 'string' &&
    isRecord(value['metadata']) &&
    typeof value['metadata']['name'] === 'string'
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
