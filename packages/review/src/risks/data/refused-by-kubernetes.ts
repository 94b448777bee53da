import { refusedChanges } from '../../refused/index.ts';
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
  find: (change, { kubernetesVersion }) => {
    const { subject, before, after } = change;
    if (subject.is !== 'object' || change.action === 'renamed') return [];
    if (!isKubernetesObject(before) || !isKubernetesObject(after)) return [];
    return risksOf(
      refusedByKubernetes,
      change,
      refusedChanges({ before, after, kubernetesVersion: kubernetesVersion(subject.cluster) ?? '1.29' }).map(
        ({ path, before: old, after: now, because, steps, isCertain }) => ({
          severity: 'critical' as const,
          path,
          effect: `The sync fails: ${path} cannot change from ${old} to ${now}.`,
          because,
          steps,
          ...(isCertain === false && { source: 'Depends on what the chart makes of its values.' }),
        }),
      ),
    );
  },
};
