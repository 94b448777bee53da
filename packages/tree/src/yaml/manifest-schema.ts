import { FAILSAFE_SCHEMA, Type, type Schema } from 'js-yaml';

/**
 * Strings that some YAML 1.1 or 1.2 reader does not read as text without quotes: null, booleans, numbers of every base,
 * sexagesimals, dates, the merge and value keys, document markers. Kubernetes uses Go's 1.1-like reader, other tools
 * use 1.2 readers, so that all of these are quoted.
 */
const ambiguous = new RegExp(
  [
    '^(?:~|null|true|false|yes|no|on|off|y|n|=|<<)$',
    String.raw`^[-+]?(?:\d[\d_]*|0[box][\da-f_]*)$`,
    String.raw`^[-+]?(?:\.[\d_]*|\d[\d_]*\.?[\d_]*)(?:e[-+]?[\d_]*)?$`,
    String.raw`^[-+]?e[-+]?[\d_]+$`,
    String.raw`^[-+]?\.(?:inf|nan)$`,
    String.raw`^[-+]?[\d_]+(?::[\d_]*)+(?:\.[\d_]*)?$`,
    String.raw`^\d{4}-\d{1,2}-\d{1,2}`,
    String.raw`^(?:---|\.\.)`,
  ].join('|'),
  'i',
);

/** Most strings in manifests: one word that every reader reads as a string. */
const word = /^(?![eE][-\d])[A-Za-z/][\w./-]*(?::[\w./-]+)*$/;

/** Lines with only spaces: readers disagree on how many of the spaces belong to a literal block. */
const blankLines = /^\n+$|(?:^|\n) +(?:\n|$)/;

/** Characters that JSON does not escape, but that YAML readers refuse, normalise or treat as line breaks. */
const unprintable = /[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]/g;

/**
 * The schema of manifests for js-yaml's `dump`. For other strings js-yaml chooses the style. It calls `resolve` of each
 * type here to find ambiguous strings.
 */
export const manifestSchema: Schema = FAILSAFE_SCHEMA.extend({
  implicit: [
    scalar('word', isPlainWord, String),
    scalar('blank', (value) => typeof value === 'string' && blankLines.test(value), quote),
    scalar('number', (value) => typeof value === 'number', representNumber),
    scalar('bool', (value) => typeof value === 'boolean', String),
    scalar('null', (value) => value === null, String),
    new Type('tag:espalier,2026:ambiguous', { kind: 'scalar', resolve: (text: string) => ambiguous.test(text) }),
  ],
});

function scalar(name: string, predicate: (value: unknown) => boolean, represent: (value: unknown) => string): Type {
  return new Type(`tag:espalier,2026:${name}`, { kind: 'scalar', resolve: () => false, predicate, represent });
}

function isPlainWord(value: unknown): boolean {
  return typeof value === 'string' && word.test(value) && (value.length > 5 || !ambiguous.test(value));
}

function representNumber(value: unknown): string {
  if (Object.is(value, -0)) return '-0.0';
  // YAML 1.1 allows an exponent only after a decimal point.
  return String(value).replace(/^(-?\d+)e/, '$1.0e');
}

/** A JSON string is a double-quoted scalar of YAML (spec 1.2.2, §1.3). */
function quote(text: unknown): string {
  return JSON.stringify(text).replace(
    unprintable,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
