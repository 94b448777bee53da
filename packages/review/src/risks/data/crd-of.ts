import { valueAt, type KubernetesObject } from '@espalier/model';
import { readYaml } from '@espalier/tree';
import type { Comparison } from '../../comparison/index.ts';
import { groupOf, type ObjectSubject } from '../../documents/index.ts';

/** Files of CRDs at head, found once for a comparison. */
const filesOf = new WeakMap<Comparison, readonly string[]>();

/** The CRD of an object, where the tree of its cluster has it; `undefined` for kinds of Kubernetes itself. */
export function crdOf(subject: ObjectSubject, comparison: Comparison): KubernetesObject | undefined {
  const group = groupOf(subject);
  if (!group.includes('.')) return undefined;
  const files =
    filesOf.get(comparison) ??
    comparison.list('head', 'clusters').filter((path) => path.includes('/customresourcedefinition-'));
  filesOf.set(comparison, files);
  const own = files.filter(
    (path) => path.startsWith(`clusters/${subject.cluster}/`) && path.endsWith(`.${group}.yaml`),
  );
  return [...comparison.read('head', own).values()]
    .flatMap((text) => readYaml(text) as readonly KubernetesObject[])
    .find((crd) => valueAt(crd, ['spec', 'names', 'kind']) === subject.kind);
}
