import { valueAt, type KubernetesObject } from '@espalier/model';
import { readYaml } from '@espalier/tree';
import type { Comparison } from '../../comparison/index.ts';
import { groupOf, type ObjectSubject } from '../../documents/index.ts';

/** Files of CRDs at head, found once for a comparison. */
const filesOf = new WeakMap<Comparison, readonly string[]>();

/** Groups of Kubernetes itself, such as `networking.k8s.io`; those of its projects have one more name in front. */
const ownGroup = /^[a-z]+(?:\.authorization)?\.k8s\.io$/;

/** The CRD of an object, where the tree of its cluster has it; `undefined` for kinds of Kubernetes itself. */
export function crdOf(subject: ObjectSubject, comparison: Comparison): KubernetesObject | undefined {
  const group = groupOf(subject);
  if (!group.includes('.') || ownGroup.test(group)) return undefined;
  const files =
    filesOf.get(comparison) ??
    comparison.list('head', 'clusters').filter((path) => path.includes('/customresourcedefinition-'));
  filesOf.set(comparison, files);
  // A plural begins as the kind does, but for its last letter: `policies` of `Policy`.
  const start = `/customresourcedefinition-${subject.kind.toLowerCase().slice(0, -1)}`;
  const own = files.filter(
    (path) =>
      path.startsWith(`clusters/${subject.cluster}/`) && path.includes(start) && path.endsWith(`.${group}.yaml`),
  );
  return [...comparison.read('head', own).values()]
    .flatMap((text) => readYaml(text) as readonly KubernetesObject[])
    .find((crd) => valueAt(crd, ['spec', 'names', 'kind']) === subject.kind);
}
