import { formatProblem } from '@espalier/model';
import type { ClusterResult } from '@espalier/tree';
import { count } from '../../report/index.ts';
import { diffExcerpt } from './diff-excerpt.ts';
import type { Preview } from './preview.ts';
import type { Upgrade, UpgradeRequest } from './upgrade.ts';

/** What an upgrade changes and what it does not change, a line each. */
export function upgradeLines(
  { chart, to, cluster }: UpgradeRequest,
  { lines, changes, stays, unpinned }: Upgrade,
): readonly string[] {
  const where = cluster === undefined ? 'for every cluster' : `in ${cluster}`;
  return [
    ...(lines.length === 0 ? [`${chart} is at ${to} ${where} already: nothing to do.`] : []),
    ...changes.map(({ cluster: name, from }) => `${name}: ${chart} ${from} → ${to}`),
    ...stays.map(({ cluster: name, version }) => `${name}: ${chart} stays at ${version}, which it pins`),
    ...unpinned.map((name) => `${name}: its pin is removed, since ${to} also applies without it`),
    ...(changes.some(({ isDowngrade }) => isDowngrade)
      ? ['A downgrade: the older version may not support data that the newer one has stored or migrated.']
      : []),
  ];
}

/** The changes of the next render because of an upgrade, with an excerpt of the diff. */
export function previewLines({ behind, results, diff }: Preview): readonly string[] {
  if (results.length === 0) return ['', 'No cluster changes its version, so the tree does not change.', ''];
  return [
    '',
    'What the next render (npx nx run-many --target=render) will change in the tree:',
    ...results.map(
      ({ cluster, written, pruned }) => `  ${cluster}: ${count(written, 'file')} to write, ${pruned} to prune`,
    ),
    ...behind.filter(({ written, pruned }) => written + pruned > 0).map(behindLine),
    ...results.flatMap(({ problems }) => problems.map((problem) => `\n${formatProblem(problem)}`)),
    ...(diff === '' ? [] : ['', ...diffExcerpt(diff)]),
    '',
  ];
}

function behindLine({ cluster, written, pruned }: ClusterResult): string {
  return `  clusters/${cluster} is already behind the definitions, by ${count(written + pruned, 'file')} that the diff omits`;
}
