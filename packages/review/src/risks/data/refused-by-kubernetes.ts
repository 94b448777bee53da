import { valueAt } from '@espalier/model';
import type { Change } from '../../changes/index.ts';
import type { Comparison } from '../../comparison/index.ts';
import { readDocuments, type ValuesSubject } from '../../documents/index.ts';
import { changedClaims, operatorSpec, refusedChanges, type Refusal } from '../../refused/index.ts';
import { isKubernetesObject, risksOf, textOf, type Risk, type RiskRule } from '../../risk-rule/index.ts';
import { crdOf } from './crd-of.ts';

/** Changes of fields that the API server never lets change. */
export const refusedByKubernetes: RiskRule = {
  code: 'ESP8102',
  title: 'The API server refuses the change',
  page: {
    why: 'Some fields of an object cannot change after it was created. The sync of the Application fails and is tried again without end; what comes after it waits.',
    example: 'The size of a volumeClaimTemplate of a StatefulSet grows.',
    whatToDo: 'Follow the steps of the risk: they say how the change is made by hand, or what to change instead.',
  },
  find: (change, { kubernetesVersion, comparison }) => {
    const { subject, before, after } = change;
    if (subject.is === 'values') {
      const namespace = namespaceOf(subject, comparison);
      return refusals(change, changedClaims({ before, after, namespace }));
    }
    if (subject.is !== 'object' || change.action === 'renamed') return [];
    if (!isKubernetesObject(before) || !isKubernetesObject(after)) return [];
    const crd = crdOf(subject, comparison);
    return refusals(
      change,
      refusedChanges({
        before,
        after,
        // Asked of few kinds only: it reads the plan of the cluster.
        get kubernetesVersion() {
          return kubernetesVersion(subject.cluster) ?? '1.29';
        },
        ...(crd !== undefined && { crd }),
      }),
    );
  },
};

function refusals(change: Change, all: readonly Refusal[]): readonly Risk[] {
  const { subject } = change;
  return risksOf(
    refusedByKubernetes,
    change,
    all.map(({ path, before, after, because, steps, isCertain, source }) =>
      isCertain === false
        ? {
            severity: 'high',
            path,
            effect: `${subject.is === 'values' && operatorSpec.test(path) ? 'Pods may stop' : 'The sync may fail'}: ${path} changes from ${before} to ${after}.`,
            because,
            steps,
            source: source ?? 'The chart decides what it makes of these values.',
          }
        : {
            severity: 'critical',
            path,
            effect: `The sync fails: ${path} cannot change from ${before} to ${after}.`,
            because,
            steps,
          },
    ),
  );
}

/** Where the chart of an addon puts its objects. */
function namespaceOf({ cluster, addon }: ValuesSubject, comparison: Comparison): string {
  const path = `clusters/${cluster}/argocd/application-${addon}.yaml`;
  const text = comparison.read('head', [path]).get(path);
  const application = text === undefined ? undefined : readDocuments(path, text)[0]?.data;
  return textOf(valueAt(application, ['spec', 'destination', 'namespace']));
}
