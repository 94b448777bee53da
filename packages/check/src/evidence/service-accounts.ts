import type { Manifest } from './evidence.ts';
import { textAt } from './json.ts';

/** The annotation of a ServiceAccount with the role of its pods. */
export const roleAnnotation = 'eks.amazonaws.com/role-arn';

/** ARN of the role of each ServiceAccount that has one, by `<namespace>/<name>`. */
export function roleArnsOfAccounts(manifests: readonly Manifest[]): ReadonlyMap<string, string> {
  return new Map(
    manifests.flatMap(({ kind, namespace, name, content }): readonly (readonly [string, string])[] => {
      const arn = kind === 'ServiceAccount' ? textAt(content, 'metadata', 'annotations', roleAnnotation) : undefined;
      return arn === undefined ? [] : [[`${namespace}/${name}`, arn]];
    }),
  );
}
