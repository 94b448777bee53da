/**
 * The texts in a file with a Git conflict: ours, theirs, and their base if Git wrote it. Undefined if the file has no
 * conflict.
 */
export function sidesOfConflict(text: string): readonly string[] | undefined {
  if (!/^<{7} /m.test(text)) return undefined;
  const sides: Record<Side, string[]> = { ours: [], base: [], theirs: [] };
  let side: Side | 'all' = 'all';
  let hasBase = false;
  for (const line of text.split('\n')) {
    const marker = markerOf(line);
    if (marker !== undefined) {
      side = marker;
      hasBase ||= marker === 'base';
    } else if (side === 'all') {
      for (const lines of Object.values(sides)) lines.push(line);
    } else {
      sides[side].push(line);
    }
  }
  const met = hasBase ? [sides.ours, sides.theirs, sides.base] : [sides.ours, sides.theirs];
  return met.map((lines) => lines.join('\n'));
}

type Side = 'ours' | 'base' | 'theirs';

function markerOf(line: string): Side | 'all' | undefined {
  if (line.startsWith('<<<<<<< ')) return 'ours';
  if (line.startsWith('||||||| ')) return 'base';
  if (line === '=======') return 'theirs';
  if (line.startsWith('>>>>>>> ')) return 'all';
  return undefined;
}
