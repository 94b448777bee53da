import { valueAt, type Json } from '@espalier/model';
import { risksOf, type RiskRule } from '../../risk-rule/index.ts';

/** Levels of the Pod Security Standards, the strictest first. https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
const levels = ['restricted', 'baseline', 'privileged'] as const;

/** Namespaces that take pods which they refused. */
export const podSecurityLowered: RiskRule = {
  code: 'ESP8113',
  title: 'A namespace takes pods of a lower security level',
  page: {
    why: 'The level that a namespace enforces stops a privileged pod from anyone. Below `restricted` a pod may run as root; at `privileged` it may do everything.',
    example: 'The label `pod-security.kubernetes.io/enforce` of a namespace goes from `restricted` to `baseline`.',
    whatToDo: 'Move what needs the lower level to a namespace of its own, and keep the others strict.',
  },
  find: (change) => {
    const { subject, before, after } = change;
    if (subject.is !== 'object' || subject.kind !== 'Namespace' || after === undefined || before === undefined)
      return [];
    const [old, now] = [levelOf(before), levelOf(after)];
    if (levels.indexOf(now) <= levels.indexOf(old)) return [];
    return risksOf(podSecurityLowered, change, [
      {
        severity: now === 'privileged' ? 'critical' : 'high',
        path: "metadata.labels['pod-security.kubernetes.io/enforce']",
        effect: `Namespace ${subject.name} takes ${now} pods; it took ${old} ones.`,
        steps: ['Move what needs it to a namespace of its own.'],
      },
    ]);
  },
};

/** Without the label, every pod is taken. */
function levelOf(namespace: Json): (typeof levels)[number] {
  const level = valueAt(namespace, ['metadata', 'labels', 'pod-security.kubernetes.io/enforce']);
  return levels.find((one) => one === level) ?? 'privileged';
}
