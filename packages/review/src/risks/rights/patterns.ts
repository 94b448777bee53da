import { coversPattern } from '@espalier/model';

/** What begins the pattern of everything but a list, such as `* except iam:*, sts:*`. */
const except = '* except ';

/** Everything but some patterns, as one pattern. */
export function allExcept(patterns: readonly string[]): string {
  return patterns.length === 0 ? '*' : `${except}${[...patterns].sort().join(', ')}`;
}

/** The patterns that a pattern leaves out; `undefined` where it is a plain one. */
export function exceptionsOf(pattern: string): readonly string[] | undefined {
  return pattern.startsWith(except) ? pattern.slice(except.length).split(', ') : undefined;
}

/** Whether a pattern of IAM, or everything but some patterns, takes in all that another one does. */
export function matches(wide: string, narrow: string): boolean {
  if (wide === narrow || wide === '*') return true;
  const [left, leftByNarrow] = [exceptionsOf(wide), exceptionsOf(narrow)];
  if (left !== undefined && leftByNarrow !== undefined)
    return left.every((one) => leftByNarrow.some((other) => matches(other, one)));
  if (left !== undefined) return !left.some((one) => overlaps(one, narrow));
  return leftByNarrow === undefined && coversPattern(wide, narrow);
}

/** Whether there is a text that both patterns take in. */
export function overlaps(one: string, other: string): boolean {
  const [left, leftByOther] = [exceptionsOf(one), exceptionsOf(other)];
  if (left !== undefined) return leftByOther !== undefined || !left.some((pattern) => matches(pattern, other));
  if (leftByOther !== undefined) return overlaps(other, one);
  // Which ends of `other` are reachable after each character of `one`.
  let reachable = stepped(other, new Set([0]));
  for (const character of one) {
    const next = new Set<number>();
    if (character === '*') {
      const first = Math.min(...reachable);
      if (reachable.size > 0) for (let index = first; index <= other.length; index += 1) next.add(index);
    } else {
      for (const index of reachable) {
        const theirs = other[index];
        if (theirs === '*') next.add(index);
        else if (theirs !== undefined && (theirs === character || theirs === '?' || character === '?'))
          next.add(index + 1);
      }
    }
    reachable = stepped(other, next);
  }
  return reachable.has(other.length);
}

/** A star may stand for nothing. */
function stepped(pattern: string, positions: Set<number>): Set<number> {
  for (const index of positions) if (pattern[index] === '*') positions.add(index + 1);
  return positions;
}
