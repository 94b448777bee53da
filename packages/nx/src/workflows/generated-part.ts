/** First and last line of what is generated in a file that people write in as well. */
const [begin, end] = ['# espalier: written by `npx nx sync`, up to the line that ends it', '# espalier: end'];

/** The text of a file with the generated part as it should be: where it was, or at the end. @param before empty without a file */
export function withGeneratedPart(before: string, lines: readonly string[]): string {
  const all = before.split('\n');
  const [first, last] = [all.indexOf(begin), all.indexOf(end)];
  const block = [begin, ...lines, end];
  if (first === -1 || last < first) return [...(before === '' ? [] : [before.trimEnd()]), ...block, ''].join('\n');
  return [...all.slice(0, first), ...block, ...all.slice(last + 1)].join('\n');
}
