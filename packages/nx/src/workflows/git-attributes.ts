/** First and last line of what is generated; what people write is around them. */
const [begin, end] = ['# espalier: written by `npx nx sync`, up to the line that ends it', '# espalier: end'];

/**
 * Trees are collapsed in a pull request, and open with a click: `-diff` would hide them. Where two branches changed a file,
 * ours stays until the render writes it again; an index keeps both sides, by which the render knows its files.
 */
const lines = [
  'clusters/** -text linguist-generated=true merge=espalier',
  'clusters/**/.espalier/** merge=espalier-index',
  'apps/cloud/bootstrap/*/main.tf.json linguist-generated=true merge=espalier',
  'apps/cloud/bootstrap/.espalier/** linguist-generated=true merge=espalier-index',
];

/** The text of `.gitattributes` with the generated part as it should be. @param before the file's text; empty without one */
export function gitAttributes(before: string): string {
  const all = before.split('\n');
  const [first, last] = [all.indexOf(begin), all.indexOf(end)];
  const block = [begin, ...lines, end];
  if (first === -1 || last < first) return [...(before === '' ? [] : [before.trimEnd()]), ...block, ''].join('\n');
  return [...all.slice(0, first), ...block, ...all.slice(last + 1)].join('\n');
}
