import { formatProblem } from '@espalier/model';
import { count } from '../../report/summary.ts';
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

/** What the next render writes, with as much of the diff as a person reads. */
export function previewLines(previews: readonly Preview[]): readonly string[] {
  if (previews.length === 0) return ['', 'No cluster runs another version, so the tree stays as it is.'];
  const diff = previews.map((preview) => preview.diff ?? '').join('');
  return [
    '',
    'The next render (npx nx run-many --target=render) changes in the tree:',
    ...previews.map(changeLine),
    ...previews.flatMap(({ result }) => result.problems.map((problem) => `\n${formatProblem(problem)}`)),
    ...(diff === '' ? [] : ['', ...diffExcerpt(diff)]),
    '',
  ];
}

function changeLine({ result: { cluster, written, pruned }, diff }: Preview): string {
  if (diff === undefined) return `  ${cluster}: everything, since clusters/${cluster} was not rendered before`;
  return `  ${cluster}: ${count(written, 'file')} written, ${pruned} pruned`;
}
