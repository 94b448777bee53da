import { count } from '../../report/index.ts';

/** As much as a person reads before a commit; the rest is for `git diff`. */
const maxLines = 100;

/**
 * The beginning of a diff: files as far as they fit, whole where they can be, with the count of what is left out. The
 * index files in `.espalier/` only repeat as digests what the others say, and are counted alone.
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
