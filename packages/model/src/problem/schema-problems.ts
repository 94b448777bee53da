import type { z } from 'zod';
import { didYouMean, listOf } from './closest.ts';
import { expectations } from './expected.ts';
import { formatPath, show, valueAt, withValueAt } from './path.ts';
import type { Problem } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** Checks data against a schema and returns the value, or every problem with its path in the file. */
export function validate<Value>(
  schema: z.ZodType<Value>,
  data: unknown,
  file: string,
):
  | { readonly value: Value; readonly problems: readonly [] }
  | { readonly value: undefined; readonly problems: readonly Problem[] } {
  const result = schema.safeParse(data, expectations);
  if (result.success) return { value: result.data, problems: [] };
  const problems = result.error.issues.flatMap((issue) => problemsOf(issue, { data, file, schema }, []));
  return { value: undefined, problems: withoutEchoes(problems) };
}

/** A misspelled required key is also missing; only the problem at the misspelled key is reported. */
function withoutEchoes(problems: readonly Problem[]): readonly Problem[] {
  const meant = new Set(
    problems.flatMap(({ code, path, found }) => {
      const suggestion = code === 'ESP2002' ? /Did you mean '([^']+)'\?$/.exec(found)?.[1] : undefined;
      return suggestion === undefined ? [] : [`${path.slice(0, path.lastIndexOf('.') + 1)}${suggestion}`];
    }),
  );
  return problems.filter(({ code, path }) => code !== 'ESP2004' || !meant.has(path));
}

/** The checked data, its schema, and its source. */
interface Checked {
  readonly data: unknown;
  readonly file: string;
  readonly schema: z.ZodType;
}

function problemsOf(issue: Issue, checked: Checked, prefix: readonly PropertyKey[]): readonly Problem[] {
  const { data, file } = checked;
  const path = [...prefix, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const whole = issue.errors.map(([first]) =>
      first?.path.length === 0 && isOfType(first) ? expectation(first) : '',
    );
    if (whole.includes(''))
      return closestBranch(issue.errors, valueAt(data, path)).flatMap((inner) => problemsOf(inner, checked, path));
    const message = issue.message.startsWith('Invalid') ? [...new Set(whole)].join(', or ') : issue.message;
    return [{ ...unfit(checked, path), expected: `Expected ${message}.` }];
  }
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(issue.message);
    const siblings: (readonly [string, unknown])[] = Object.entries(valueAt(data, path) ?? {});
    const [emptyAbove] =
      (file.endsWith('.yaml') && siblings.find(([key, inner]) => inner === null && known.includes(key))) || [];
    return issue.keys.map((key) => ({
      code: 'ESP2002',
      file,
      path: formatPath([...path, key]),
      found: `'${key}' is not a known key here.${didYouMean(key, known)}`,
      expected: `Known keys: ${known.join(', ')}.`,
      remedy:
        emptyAbove === undefined ? 'Correct the key or remove it.' : `Indent it if it belongs to '${emptyAbove}'.`,
    }));
  }
  if (issue.code === 'invalid_key') {
    const key = String(path.at(-1));
    return [
      {
        code: 'ESP2003',
        file,
        path: formatPath(path),
        found: `'${key}' cannot be used as a name here.`,
        expected: `Expected ${issue.issues.map((inner) => inner.message).join('; ')}.`,
        remedy: 'Choose another name.',
      },
    ];
  }
  const problem = unfit(checked, path);
  const expected = expectation(issue);
  if (quotesHelp(checked, path, expected)) {
    return [
      { ...problem, expected: `Expected ${expected}.`, remedy: 'Put it in quotes, so that it stays the text it is.' },
    ];
  }
  return [{ ...problem, expected: `Expected ${expected}.` }];
}

/** A value that its key does not accept, or that is missing. */
function unfit({ data, file }: Checked, path: readonly PropertyKey[]): Omit<Problem, 'expected'> {
  const value = valueAt(data, path);
  const missing = value === undefined && path.length > 0;
  const remedy =
    file.endsWith('.yaml') && value === null ? 'Indent what belongs to it below it.' : 'Correct the value.';
  return {
    code: missing ? 'ESP2004' : 'ESP2001',
    file,
    path: formatPath(path),
    found: missing ? 'This key is required and is not there.' : `Found ${show(value)}.`,
    remedy: missing ? 'Add it.' : remedy,
  };
}

/** Whether an issue is about the type of a value, not about its content. */
function isOfType({ code }: Issue): boolean {
  return code === 'invalid_type' || code === 'invalid_value';
}

/** Of a union's alternatives, the one that the data comes nearest to: its problems are worth telling. */
function closestBranch(branches: readonly (readonly Issue[])[], data: unknown): readonly Issue[] {
  const weight = (issue: Issue): number => {
    if (issue.path.length === 0 && issue.code === 'invalid_type') return 100;
    // Without the key that tells its kinds apart, a branch is not what was meant.
    const isOtherKind = issue.code === 'invalid_union' && valueAt(data, issue.path) === undefined;
    return isOtherKind || issue.code === 'invalid_value' ? 10 : 1;
  };
  const score = (branch: readonly Issue[]): number => branch.reduce((sum, issue) => sum + weight(issue), 0);
  return branches.reduce((best, branch) => (score(branch) < score(best) ? branch : best));
}

function knownKeys(message: string): readonly string[] {
  try {
    const keys: unknown = JSON.parse(message);
    return Array.isArray(keys) ? keys.map(String) : [];
  } catch {
    return [];
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

/**
 * Whether a value of a YAML file would be valid as text in quotes: YAML reads `1.10` as a number, without its zero. In
 * TypeScript the author wrote a number on purpose, and the same text may have another meaning: `'250'` are 250 cores.
 * There, quotes are suggested only if the schema expects a number "as text".
 */
function quotesHelp({ data, file, schema }: Checked, path: readonly PropertyKey[], expected: string): boolean {
  const value = valueAt(data, path);
  if (!['number', 'boolean'].includes(typeof value)) return false;
  if (!file.endsWith('.yaml') && !/\bas text(,|$)/.test(expected)) return false;
  const quoted = schema.safeParse(withValueAt(data, path, String(value)));
  return quoted.success || !quoted.error.issues.some((issue) => formatPath(issue.path) === formatPath(path));
}

/** What a schema expected, as a noun phrase. */
function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.startsWith('Invalid input') ? (typeNames[issue.expected] ?? issue.expected) : issue.message;
    case 'invalid_value':
      return issue.message.startsWith('Invalid')
        ? `one of ${listOf(issue.values.map((value) => String(value)))}`
        : issue.message;
    case 'too_small':
      return bound(issue.message, 'at least', issue.minimum, issue.origin);
    case 'too_big':
      return bound(issue.message, 'at most', issue.maximum, issue.origin);
    case 'invalid_union':
      return issue.message.replace(/^Invalid discriminator value\. Expected /, 'one of ').replaceAll(' | ', ', ');
    case 'invalid_format':
      return issue.message.startsWith('Invalid') ? `text in the format of ${issue.format}` : issue.message;
    default:
      // zod's own messages are not noun phrases.
      return issue.message.startsWith('Invalid') ? 'another value' : issue.message;
  }
}

function bound(message: string, word: string, limit: number | bigint, origin: string): string {
  if (!message.startsWith('Too ')) return message;
  const unit = { string: ' characters', array: ' entries' }[origin] ?? '';
  return `${word} ${limit}${unit}`;
}
