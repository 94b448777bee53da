import { valueAt, type Json } from '@espalier/model';
import { neighbour, podsOf, type Change } from '../../changes/index.ts';
import { isSameValue } from '../../refused/index.ts';
import { subjectName, type ObjectSubject } from '../../documents/index.ts';
import { risksOf, type Found, type RiskContext, type RiskRule } from '../../risk-rule/index.ts';

const scaled = ['Deployment', 'StatefulSet'] as const;

/** Workloads without pods, or with so few that no node can be drained. */
export const tooFewPods: RiskRule = {
  code: 'ESP8109',
  title: 'Pods go to zero, or so few are left that nodes cannot be drained',
  page: {
    why: 'With zero replicas nothing serves. A PodDisruptionBudget that needs as many pods as there are lets none go: a drain of a node, and with it an upgrade of the cluster, waits for it without end.',
    example: '`replicas` goes from 3 to 2 where the budget has `minAvailable: 2`.',
    whatToDo: 'Run at least one pod more than the budget needs, or write the budget as `maxUnavailable: 1`.',
  },
  find: (change, context) => {
    const { subject, before, after, action } = change;
    if (subject.is !== 'object' || after === undefined || action === 'renamed') return [];
    switch (subject.kind) {
      case 'Deployment':
      case 'StatefulSet':
        return before === undefined
          ? []
          : risksOf(tooFewPods, change, ofWorkload(change, subject, before, after, context));
      case 'HorizontalPodAutoscaler':
        return before === undefined
          ? []
          : risksOf(tooFewPods, change, ofAutoscaler(change, subject, before, after, context));
      case 'PodDisruptionBudget':
        return risksOf(tooFewPods, change, ofBudget(change, subject, before, after, context));
      default:
        return [];
    }
  },
};

function ofWorkload(
  { file }: Change,
  subject: ObjectSubject,
  before: Json,
  after: Json,
  { comparison }: RiskContext,
): readonly Found[] {
  // Without another number, no other file is read.
  if (valueAt(before, ['spec', 'replicas']) === valueAt(after, ['spec', 'replicas'])) return [];
  const [old, now] = [podsOf(before, subject, file, comparison), podsOf(after, subject, file, comparison)];
  if (now.pods >= old.pods) return [];
  const path = 'spec.replicas';
  if (now.pods === 0) {
    return [
      {
        severity: 'high',
        path,
        effect: `${subjectName(subject)} has no pods any more; it had ${old.pods}.`,
        steps: ['See that nothing calls it, or take the change back.'],
      },
    ];
  }
  const budget = neighbour(comparison, file, 'PodDisruptionBudget', subject.name);
  return blocks(budget, now.pods) && !blocks(budget, old.pods) ? [blocked(path, subjectName(subject), now.pods)] : [];
}

function ofAutoscaler(
  { file }: Change,
  subject: ObjectSubject,
  before: Json,
  after: Json,
  { comparison }: RiskContext,
): readonly Found[] {
  const fewest = (data: Json): number => Number(valueAt(data, ['spec', 'minReplicas']) ?? 1);
  const [old, now] = [fewest(before), fewest(after)];
  if (now >= old) return [];
  const budget = neighbour(comparison, file, 'PodDisruptionBudget', subject.name);
  if (now === 0) {
    return [
      {
        severity: 'high',
        path: 'spec.minReplicas',
        effect: `${subjectName(subject)} may scale its pods to zero.`,
        steps: ['See that the first call after that may wait for a pod.'],
      },
    ];
  }
  return blocks(budget, now) && !blocks(budget, old) ? [blocked('spec.minReplicas', subjectName(subject), now)] : [];
}

function ofBudget(
  { file }: Change,
  subject: ObjectSubject,
  before: Json | undefined,
  after: Json,
  { comparison, changes }: RiskContext,
): readonly Found[] {
  if (isSameValue(valueAt(before, ['spec']), valueAt(after, ['spec']))) return [];
  const workload = scaled
    .map((kind) => ({ kind, data: neighbour(comparison, file, kind, subject.name) }))
    .find(({ data }) => data !== undefined);
  if (workload?.data === undefined) return [];
  const isNew = changes.some(
    ({ action, subject: other }) =>
      action === 'added' &&
      other.is === 'object' &&
      other.cluster === subject.cluster &&
      other.kind === workload.kind &&
      other.name === subject.name &&
      other.namespace === subject.namespace,
  );
  const { pods } = podsOf(workload.data, { ...subject, kind: workload.kind }, file, comparison);
  return isNew || pods === 0 || !blocks(after, pods) || blocks(before, pods)
    ? []
    : [blocked('spec', subjectName(subject), pods)];
}

function blocked(path: string, name: string, pods: number): Found {
  return {
    severity: 'high',
    path,
    effect: `No node with a pod of ${name} can be drained: the disruption budget needs all of the ${pods} pod${pods === 1 ? '' : 's'}.`,
    steps: ['Run at least one pod more than the budget needs, or set maxUnavailable: 1 in its place.'],
  };
}

/** Whether a budget lets no pod of so many go. Shares are rounded up. https://kubernetes.io/docs/tasks/run-application/configure-pdb/#rounding-logic-when-specifying-percentages */
function blocks(budget: Json | undefined, pods: number): boolean {
  if (budget === undefined || pods === 0) return false;
  const [fewest, most] = [valueAt(budget, ['spec', 'minAvailable']), valueAt(budget, ['spec', 'maxUnavailable'])];
  if (fewest !== undefined) return (countOf(fewest, pods) ?? 0) >= pods;
  return most !== undefined && countOf(most, pods) === 0;
}

function countOf(value: unknown, pods: number): number | undefined {
  if (typeof value === 'number') return value;
  const share = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  return share === undefined ? undefined : Math.ceil((Number(share) / 100) * pods);
}
