import { count } from '../../report/index.ts';

/** As much as a person reads before a commit; `git diff` shows the rest. */
const maxLines = 100;

/**
 * The beginning of a diff: as many files as fit, complete if possible, with the count of omitted lines. The index files
 * in `.espalier/` only repeat the other files as digests, so that they are only counted.
 */
export function diffExcerpt(diff: string): readonly string[] {
  const files = diff
    .split(/^(?=diff --git )/m)
    .filter((file) => file !== '')
    .map((file) => file.replace(/\n$/, '').split('\n'));
  const manifests = files.filter((file) => !isIndex(file));
  const indexes = files.length - manifests.length;
  const shown: string[] = [];
  let rest = manifests;
  for (const file of manifests) {
    if (shown.length + file.length > maxLines) break;
    shown.push(...file);
    rest = rest.slice(1);
  }
  const [tooLong] = rest;
  if (shown.length === 0 && tooLong !== undefined) {
    shown.push(...tooLong.slice(0, maxLines), `… and ${count(tooLong.length - maxLines, 'more line')} of this file`);
    rest = rest.slice(1);
  }
  if (rest.length > 0) shown.push(`… and ${count(rest.length, 'more file')} with ${count(rest.flat().length, 'line')}`);
  if (indexes > 0) shown.push(`… and ${count(indexes, 'index file')} in .espalier/`);
  return shown;
}

function isIndex([header = '']: readonly string[]): boolean {
  return header.includes('/.espalier/');
}
