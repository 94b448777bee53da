import { formatProblem } from '@espalier/model';
import type { ClusterResult } from '@espalier/tree';
import { count } from '../../report/index.ts';
import { diffExcerpt } from './diff-excerpt.ts';
import type { Preview } from './preview.ts';
import type { Upgrade, UpgradeRequest } from './upgrade.ts';

/** What an upgrade changes and what it leaves, a line each. */
export function upgradeLines(
  { chart, to, cluster }: UpgradeRequest,
  { lines, changes, stays, unpinned }: Upgrade,
): readonly string[] {
  const where = cluster === undefined ? 'for every cluster' : `in ${cluster}`;
  return [
    ...(lines.length === 0 ? [`${chart} is at ${to} ${where} already: nothing to do.`] : []),
    ...changes.map(({ cluster: name, from }) => `${name}: ${chart} ${from} → ${to}`),
    ...stays.map(({ cluster: name, version }) => `${name}: ${chart} stays at ${version}, which it pins`),
    ...unpinned.map((name) => `${name}: its pin goes, since ${to} holds without it`),
    ...(changes.some(({ isDowngrade }) => isDowngrade)
      ? ['A downgrade: what the newer version has stored or migrated may not suit the older one.']
      : []),
  ];
}

/** What the next render writes because of an upgrade, with as much of the diff as a person reads. */
export function previewLines({ behind, results, diff }: Preview): readonly string[] {
  if (results.length === 0) return ['', 'No cluster runs another version, so the tree stays as it is.', ''];
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
  return `  clusters/${cluster} is behind the definitions already, by ${count(written + pruned, 'file')} that the diff leaves out`;
}
