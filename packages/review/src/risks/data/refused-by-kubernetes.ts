import { refusedChanges } from '../../refused/index.ts';
import { crdOf } from './crd-of.ts';
import { isKubernetesObject, risksOf, type RiskRule } from '../../risk-rule/index.ts';

/** Changes of fields that the API server never lets change. */
export const refusedByKubernetes: RiskRule = {
  code: 'ESP8102',
  title: 'The API server refuses the change',
  page: {
    why: 'Some fields of an object cannot change after it was created. The sync of the Application fails and is tried again without end; what comes after it waits.',
    example: 'The size of a volumeClaimTemplate of a StatefulSet grows.',
    whatToDo: 'Follow the steps of the finding: they say how the change is made by hand, or what to change instead.',
  },
  find: (change, context) => {
    const { subject, before, after } = change;
    if (subject.is !== 'object' || change.action === 'renamed') return [];
    if (!isKubernetesObject(before) || !isKubernetesObject(after)) return [];
    const crd = crdOf(subject, context.comparison);
    return risksOf(
      refusedByKubernetes,
      change,
      refusedChanges({
        before,
        after,
        kubernetesVersion: context.kubernetesVersion(subject.cluster) ?? '1.29',
        ...(crd !== undefined && { crd }),
      }).map(({ path, before: old, after: now, because, steps, isCertain, source }) =>
        isCertain === false
          ? {
              severity: 'high' as const,
              path,
              effect: `The sync may fail: ${path} changes from ${old} to ${now}.`,
              because,
              steps,
              source: source ?? 'Depends on what the chart makes of its values.',
            }
          : {
              severity: 'critical' as const,
              path,
              effect: `The sync fails: ${path} cannot change from ${old} to ${now}.`,
              because,
              steps,
            },
      ),
    );
  },
};
