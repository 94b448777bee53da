import { valueAt, type Json, listAt } from '@espalier/model';
import { neighbour, podsOf, restartOf, type Change } from '../../changes/index.ts';
import type { Comparison } from '../../comparison/index.ts';
import { subjectName, type ObjectSubject } from '../../documents/index.ts';
import { risksOf, workloadIn, type Risk, type RiskRule } from '../../risk-rule/index.ts';

/** Pods that restart while no other pod of the workload serves. */
export const restartInterrupts: RiskRule = {
  code: 'ESP8108',
  title: 'A restart interrupts the service',
  page: {
    why: 'Pods restart when their template changes, or when a node is drained. Most workloads start a new pod before an old one stops. Those with the strategy `Recreate`, those that may have all pods unavailable, and those whose single pod holds a volume that one node mounts stop first: nothing serves until the new pod is ready.',
    example: 'The image of a Deployment with the strategy `Recreate` changes.',
    whatToDo:
      'Merge when the callers can wait. How long it takes is not known: pulling the image, the volume and the start of the program decide.',
  },
  find: (change, { comparison }) => {
    const { subject, before, after, file } = change;
    if (subject.is !== 'object') return [];
    if (subject.kind === 'PodDisruptionBudget' && after === undefined) return withoutBudget(change, comparison);
    if (after === undefined) return [];
    if (before !== undefined && startsToRecreate(before, after)) {
      return risksOf(restartInterrupts, change, [
        {
          severity: 'medium',
          path: 'spec.strategy.type',
          effect: `${subjectName(subject)} does not serve during a restart from now on.`,
          because: 'Its strategy becomes Recreate: all pods stop before the first new one starts.',
          steps: ['Keep RollingUpdate, if two versions can run at the same time.'],
        },
      ]);
    }
    const because = reasonFor(after, subject, file, comparison);
    if (because === undefined || restartOf(change, comparison) === undefined) return [];
    return risksOf(restartInterrupts, change, [
      {
        severity: 'medium',
        path: 'spec.template',
        effect: `${subjectName(subject)} does not serve while its pods restart; for how long is not known.`,
        because,
        steps: [
          'Merge when its callers can wait.',
          `See the restart: kubectl --namespace ${subject.namespace} rollout status ${subject.kind.toLowerCase()}/${subject.name}`,
        ],
      },
    ]);
  },
};

function startsToRecreate(before: Json, after: Json): boolean {
  const [old, now] = [before, after].map((workload) => valueAt(workload, ['spec', 'strategy', 'type']));
  return now === 'Recreate' && old !== 'Recreate';
}

/** A budget leaves, and its workload stays. */
function withoutBudget(change: Change, comparison: Comparison): readonly Risk[] {
  const { subject, file } = change;
  if (subject.is !== 'object') return [];
  const kind = (['Deployment', 'StatefulSet'] as const).find(
    (one) => neighbour(comparison, file, one, subject.name) !== undefined,
  );
  if (kind === undefined) return [];
  return risksOf(restartInterrupts, change, [
    {
      severity: 'medium',
      effect: `A drain of nodes may stop all pods of ${kind} ${subject.namespace}/${subject.name} at once.`,
      because: 'Its disruption budget is deleted.',
      steps: ['Keep two pods and the budget, if it must serve while nodes are upgraded.'],
    },
  ]);
}

/**
 * Why nothing serves meanwhile; `undefined` where something does, or where there are no pods. Other files are read only
 * where the workload itself gives a reason to.
 */
function reasonFor(workload: Json, subject: ObjectSubject, file: string, comparison: Comparison): string | undefined {
  const pods = (): ReturnType<typeof podsOf> => podsOf(workload, subject, file, comparison);
  const spec = (...path: readonly string[]): unknown => valueAt(workload, ['spec', ...path]);
  switch (subject.kind) {
    case 'StatefulSet': {
      if (spec('updateStrategy', 'type') === 'OnDelete') return undefined;
      const { pods: count, isAtLeast } = pods();
      return count === 1 && !isAtLeast
        ? 'A StatefulSet stops a pod before it starts the next one, and it has one pod.'
        : undefined;
    }
    case 'DaemonSet':
      return spec('updateStrategy', 'rollingUpdate', 'maxUnavailable') === '100%'
        ? 'Its pods may stop on all nodes at once (maxUnavailable: 100%).'
        : undefined;
    case 'Deployment': {
      if (spec('strategy', 'type') === 'Recreate') {
        return pods().pods === 0
          ? undefined
          : 'Its strategy is Recreate: all pods stop before the first new one starts.';
      }
      const most = spec('strategy', 'rollingUpdate', 'maxUnavailable');
      if (most === '100%' || (typeof most === 'number' && most > 0)) {
        const { pods: count, isAtLeast } = pods();
        if (count > 0 && (most === '100%' || (most >= count && !isAtLeast)))
          return `All its pods may be unavailable at once (maxUnavailable: ${most}).`;
      }
      const claim = claimOfOneNode(workload, file, comparison);
      return claim === undefined || pods().pods === 0
        ? undefined
        : `Its new pod waits for claim ${claim}, which only one node mounts at a time, until the old pod is gone.`;
    }
    default:
      return undefined;
  }
}

/** A claim in the template that only one node or pod mounts at a time. */
function claimOfOneNode(workload: Json, file: string, comparison: Comparison): string | undefined {
  return listAt(workloadIn(workload), ['spec', 'volumes'])
    .map((volume) => valueAt(volume, ['persistentVolumeClaim', 'claimName']))
    .filter((name): name is string => typeof name === 'string')
    .find((name) => {
      const modes = listAt(neighbour(comparison, file, 'PersistentVolumeClaim', name), ['spec', 'accessModes']);
      return modes.length > 0 && modes.every((mode) => /^ReadWriteOnce/.test(String(mode)));
    });
}
