import { isMapping, type KubernetesObject } from '@espalier/model';
import type { Fault } from './fault.ts';

/**
 * A Secret with a value, which every reader of the repository could see, forever in Git's history. A Secret without
 * values, such as a token that the API server fills in, is fine.
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
        found: `The Secret '${object.metadata.name}' has values: ${keys}.`,
        expected: 'No secret value in the tree: External Secrets copies it from Secrets Manager into the cluster.',
        remedy: `Remove the Secret and request it in 'needs': ${camelCase(object.metadata.name)}: secret({ keys: [${Object.keys(
          values,
        )
          .map((key) => `'${key}'`)
          .join(', ')}] }). If the value is already committed, replace it.`,
      },
    ];
  });
}

function camelCase(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_all, next: string | undefined) => next?.toUpperCase() ?? '');
}
