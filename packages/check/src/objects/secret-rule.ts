import { isMapping, type KubernetesObject } from '@espalier/model';
import type { Fault } from './fault.ts';

/**
 * A Secret whose value would stand in Git, for everyone who reads the repository and for ever in its history. One
 * without values, such as a token that the API server fills in, is none.
 */
export function secretFaults(object: KubernetesObject): readonly Fault[] {
  if (object.kind !== 'Secret' || object.apiVersion !== 'v1') return [];
  return ['data', 'stringData'].flatMap((field): readonly Fault[] => {
    const values = object[field];
    if (!isMapping(values) || Object.keys(values).length === 0) return [];
    const keys = Object.keys(values).join(', ');
    return [
      {
        code: 'ESP7201',
        path: field,
        found: `The Secret '${object.metadata.name}' holds values: ${keys}.`,
        expected: 'No secret value in the tree: External Secrets writes it into the cluster, from Secrets Manager.',
        remedy: `Take the Secret out and ask for it in 'needs': ${camelCase(object.metadata.name)}: secret({ keys: [${Object.keys(
          values,
        )
          .map((key) => `'${key}'`)
          .join(', ')}] }). Where the value was committed already, replace it.`,
      },
    ];
  });
}

function camelCase(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_all, next: string | undefined) => next?.toUpperCase() ?? '');
}
