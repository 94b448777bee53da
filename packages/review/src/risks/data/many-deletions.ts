import { names } from '@espalier/model';
import { goneBy, type Change } from '../../changes/index.ts';
import type { Comparison, Side } from '../../comparison/index.ts';
import { placeOf } from '../../documents/index.ts';
import { risksOf, type DeletionBudget, type Found, type RiskRule } from '../../risk-rule/index.ts';

const byDefault: DeletionBudget = { objects: 10, share: 0.2 };

/** A share of a cluster counts from so many deletions on: one object of four is not many. */
const fewest = 3;

/** Many objects of a cluster that are deleted by one change. */
export const manyDeletions: RiskRule = {
  code: 'ESP8107',
  title: 'Many objects of a cluster are deleted at once',
  page: {
    why: 'Argo CD deletes what leaves Git, as long as it can read the folder. Where the whole folder of a cluster is gone, it deletes nothing and manages nothing. A model that was emptied by mistake, or a render that failed half way, looks like a wish to delete everything. The budget is 10 objects and 20 % of the objects of a cluster.',
    example: 'An app leaves the platform with 14 objects, or the folder of a cluster is gone.',
    whatToDo: 'See that each deletion is meant. Split the change where only a part of it is.',
  },
  findOnce: ({ comparison, changes, budget = byDefault }) => {
    const byCluster = Map.groupBy(
      changes.filter((change) => goneBy(change)?.is === 'object'),
      ({ subject }) => placeOf(subject),
    );
    const many = [...byCluster].filter(([, gone]) => gone.length >= fewest || gone.length > budget.objects);
    if (many.length === 0) return [];
    const [base, head] = [objectsByCluster(comparison, 'base'), objectsByCluster(comparison, 'head')];
    return many.flatMap(([cluster, gone]) => {
      const [first] = gone;
      const counts = { before: base.get(cluster) ?? gone.length, after: head.get(cluster) ?? 0 };
      return first === undefined ? [] : risksOf(manyDeletions, first, found(cluster, gone, counts, budget));
    });
  },
};

function found(
  cluster: string,
  gone: readonly Change[],
  { before, after }: { readonly before: number; readonly after: number },
  budget: DeletionBudget,
): readonly Found[] {
  const steps = [
    'See that each deletion is meant: npx nx review lists them.',
    'Where the model was emptied by mistake, take the change back and render again: npm start',
  ];
  if (after === 0) {
    return [
      {
        severity: 'critical',
        effect: `Nothing of cluster ${cluster} is left in the tree: all ${before} objects leave Git. Argo CD can no longer read the folder, so that it deletes nothing and manages nothing.`,
        because:
          'The folder of the cluster is gone or empty. Its root Application gets a ComparisonError, and allowEmpty is false.',
        steps: [
          'Where the model was emptied by mistake, take the change back and render again: npm start',
          'Where the cluster is to go, take its apps and stacks down before this is merged: they stay otherwise.',
        ],
      },
    ];
  }
  const share = gone.length / Math.max(before, gone.length);
  if (gone.length <= budget.objects && share <= budget.share) return [];
  const renamed = gone.filter(({ action }) => action === 'renamed').length;
  return [
    {
      severity: share > 0.5 ? 'critical' : 'high',
      effect: `${gone.length} of ${before} objects of cluster ${cluster} are deleted at once (${Math.round(share * 100)} %).`,
      because: `More than ${budget.objects} objects or ${Math.round(budget.share * 100)} % of a cluster need a second look.${renamed === 0 ? '' : ` ${renamed} of them come back under another name.`}`,
      steps,
    },
  ];
}

/** How many files of objects each cluster has; plans, values and the records of renders are none. */
function objectsByCluster(comparison: Comparison, side: Side): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const path of comparison.list(side, 'clusters')) {
    const [, cluster = '', folder = ''] = path.split('/');
    if (!path.endsWith('.yaml') || cluster === names.sharedPlans || ['cloud', 'values', '.espalier'].includes(folder))
      continue;
    counts.set(cluster, (counts.get(cluster) ?? 0) + 1);
  }
  return counts;
}
