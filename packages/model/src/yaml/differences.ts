import { isCollection, isMap, isPair, isScalar, isSeq, type Document, type Scalar } from 'yaml';
import { formatPath, show, type Problem } from '../problem/index.ts';
import { plainScalarInGo } from './plain-scalar.ts';

/** A problem at an offset of the text. */
export interface Difference extends Omit<Problem, 'file'> {
  readonly offset: number;
}

/**
 * Finds what YAML 1.1 and YAML 1.2 readers read differently: words and numbers without quotes, tags, merge keys, keys
 * that are not text, and characters that break lines in only one of the two.
 */
export function differencesIn(document: Document.Parsed, text: string): readonly Difference[] {
  return [...lineBreaks(text), ...visit(document.contents, [])];
}

function visit(node: unknown, path: readonly PropertyKey[]): readonly Difference[] {
  if (isScalar(node)) return ofScalar(node, path);
  if (!isCollection(node)) return [];
  const own = node.tag === undefined ? [] : [tagged(node.range?.[0] ?? 0, path, node.tag)];
  if (isSeq(node)) return [...own, ...node.items.flatMap((item, index) => visit(item, [...path, index]))];
  if (!isMap(node)) return own;
  return [
    ...own,
    ...node.items.flatMap((pair): readonly Difference[] => {
      if (!isPair(pair)) return [];
      const { key, value } = pair;
      if (!isScalar(key)) return [badKey(isCollection(key) ? (key.range?.[0] ?? 0) : 0, path, 'a list or mapping')];
      const inside = [...path, String(key.value)];
      if (key.source === '<<' && key.type === 'PLAIN') return [badKey(key.range?.[0] ?? 0, path, "the merge key '<<'")];
      if (key.value === null) return [badKey(key.range?.[0] ?? 0, path, 'null')];
      return [...ofScalar(key, inside), ...visit(value, inside)];
    }),
  ];
}

function ofScalar(scalar: Scalar, path: readonly PropertyKey[]): readonly Difference[] {
  const offset = scalar.range?.[0] ?? 0;
  if (scalar.tag !== undefined) return [tagged(offset, path, scalar.tag)];
  if (scalar.type !== 'PLAIN' || scalar.source === undefined) return [];
  const { source, value } = scalar;
  const inGo = plainScalarInGo(source);
  const loses = typeof value === 'number' && (!Number.isFinite(value) || isBeyondPrecision(value));
  if (Object.is(inGo, value) && !loses) return [];
  if (inGo === value && value === 0 && !loses) return [];
  return [
    {
      code: 'ESP1010',
      offset,
      path: formatPath(path),
      found: loses
        ? `${source} is a number that readers round.`
        : `${source} is ${show(inGo)} to Helm and Kubernetes, which read YAML 1.1, and ${show(value)} to readers of YAML 1.2.`,
      expected: 'A value that every YAML reader reads in the same way.',
      remedy:
        loses || typeof inGo === 'string'
          ? `Write '${source}' for the text.`
          : `Write ${inGo} if you mean that, or '${source}' for the text.`,
    },
  ];
}

/** Whole numbers with more digits than a double has. Helm reads every number as a double. */
function isBeyondPrecision(value: number): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}

function tagged(offset: number, path: readonly PropertyKey[], tag: string): Difference {
  return {
    code: 'ESP1010',
    offset,
    path: formatPath(path),
    found: `The tag ${tag.replace('tag:yaml.org,2002:', '!!')} sets the type of the value.`,
    expected: 'Values without tags: YAML readers support different ones.',
    remedy: 'Remove the tag, and put text in quotes.',
  };
}

function badKey(offset: number, path: readonly PropertyKey[], what: string): Difference {
  return {
    code: 'ESP1010',
    offset,
    path: formatPath(path),
    found: `A key is ${what}.`,
    expected: 'Keys that are text: YAML readers treat other keys differently.',
    remedy: 'Write the keys out, as text.',
  };
}

/** YAML 1.1 breaks lines at three characters that are ordinary characters in YAML 1.2. */
function lineBreaks(text: string): readonly Difference[] {
  const offset = text.search(/[\u0085\u2028\u2029]/);
  if (offset === -1) return [];
  return [
    {
      code: 'ESP1010',
      offset,
      path: '',
      found: 'The file contains a character that ends the line only in YAML 1.1: U+0085, U+2028 or U+2029.',
      expected: 'Lines that end with a line feed.',
      remedy: 'Replace the character; in text between double quotes, write it as \\u2028.',
    },
  ];
}
