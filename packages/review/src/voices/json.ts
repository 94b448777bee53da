import { isMapping, ProblemsError, type Problem } from '@espalier/model';
import type { Review } from '../review/index.ts';

/** The result as JSON, which `schemas/review.schema.json` describes. */
export function jsonOf(review: Review): string {
  return `${JSON.stringify(review, undefined, 1)}\n`;
}

/**
 * The result that {@link jsonOf} wrote.
 *
 * @param file name of the file in problems
 * @throws ProblemsError ESP8036 where the text is no review, ESP8037 where another version wrote it
 */
export function readReview(text: string, file = 'review.json'): Review {
  const data = parse(text, file);
  if (isMapping(data) && typeof data['version'] === 'number' && data['version'] !== 1) {
    throw problem(file, {
      code: 'ESP8037',
      path: 'version',
      found: `The review has version ${data['version']} of the format.`,
      expected: 'Version 1.',
      remedy: 'Make all parts of a review with the version of Espalier that joins them.',
    });
  }
  expectReview(data, file);
  return data;
}

function expectReview(data: unknown, file: string): asserts data is Review {
  const path = firstDifference(data, review, '');
  if (path !== undefined) throw unreadable(file, path, 'The value is missing or has another type.');
}

/** What a value must be: a type, a list of one shape, or an object with at least these keys. */
type Shape = 'string' | 'number' | 'boolean' | readonly [Shape] | { readonly [key: string]: Shape };

const occurrence: Shape = { subject: { is: 'string' }, place: 'string', file: 'string', causes: ['string'] };
const review: Shape = {
  version: 'number',
  base: 'string',
  head: 'string',
  changes: [{ action: 'string', at: [occurrence], fields: [{ path: 'string' }], notes: ['string'] }],
  risks: [
    { code: 'string', severity: 'string', title: 'string', effect: 'string', steps: ['string'], at: [occurrence] },
  ],
  places: [
    {
      place: 'string',
      added: 'number',
      changed: 'number',
      deleted: 'number',
      pods: 'number',
      isAtLeast: 'boolean',
      replaced: 'number',
    },
  ],
  noise: [{ kind: 'string', count: 'number', files: ['string'] }],
  notChecked: ['string'],
};

/** Path of the first value that has not its shape; `undefined` where all have. */
function firstDifference(value: unknown, shape: Shape, path: string): string | undefined {
  if (typeof shape === 'string') return typeof value === shape ? undefined : path;
  if (isList(shape)) {
    if (!Array.isArray(value)) return path;
    return first(value, (item, index) => firstDifference(item, shape[0], `${path}[${index}]`));
  }
  if (!isMapping(value)) return path;
  return first(Object.entries(shape), ([key, inner]) =>
    firstDifference(value[key], inner, path === '' ? key : `${path}.${key}`),
  );
}

function first<Item>(items: readonly Item[], find: (item: Item, index: number) => string | undefined) {
  for (const [index, item] of items.entries()) {
    const found = find(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(file, '', `The file is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function unreadable(file: string, path: string, found: string): ProblemsError {
  return problem(file, {
    code: 'ESP8036',
    path,
    found,
    expected: 'A review as `espalier review --json` writes it.',
    remedy: 'Make the file again with `espalier review --json <file>`.',
  });
}

function problem(file: string, rest: Omit<Problem, 'file'>): ProblemsError {
  return new ProblemsError([{ file, ...rest }]);
}
