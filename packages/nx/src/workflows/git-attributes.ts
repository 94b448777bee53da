import { withGeneratedPart } from './generated-part.ts';

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
  return withGeneratedPart(before, lines);
}
