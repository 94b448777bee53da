import { distance } from 'fastest-levenshtein';

/** The candidate closest to `word`, if one is close enough to be the intended name. */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  let best: { readonly candidate: string; readonly edits: number } | undefined;
  for (const candidate of candidates) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    if (best === undefined || edits < best.edits) best = { candidate, edits };
  }
  return best !== undefined && best.edits <= Math.max(2, word.length / 3) ? best.candidate : undefined;
}

/** ` Did you mean 'x'?`, or nothing; to be appended to a sentence. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const candidate = closest(word, candidates);
  return candidate === undefined ? '' : ` Did you mean '${candidate}'?`;
}

/** `a, b, c`, cut after ten with the number of the rest. */
export function listOf(names: Iterable<string>): string {
  const all = [...names];
  if (all.length === 0) return 'none';
  return all.length <= 10 ? all.join(', ') : `${all.slice(0, 10).join(', ')}, … (${all.length - 10} more)`;
}
