import { describe, expect, test } from 'vitest';
import { formatProblem } from '../src/index.ts';
import { plainScalarInGo } from '../src/yaml/plain-scalar.ts';
import { readDocument } from '../src/yaml/read-document.ts';

function problemsOf(text: string): string {
  return readDocument(text, 'values.yaml').problems.map(formatProblem).join('\n\n');
}

// What sigs.k8s.io/yaml v1.4 makes of these, which Helm reads values with.
test.each([
  ['on', true],
  ['Off', false],
  ['yes', true],
  ['NO', false],
  ['y', true],
  ['n', false],
  ['yEs', 'yEs'],
  ['~', null],
  ['0440', 288],
  ['-0440', -288],
  ['08', 8],
  ['0o17', 15],
  ['0O17', 15],
  ['0X1f', 31],
  ['0b11', 3],
  ['-0b11', -3],
  ['0o8', '0o8'],
  ['0xG', '0xG'],
  ['1_000', 1000],
  ['_1', '_1'],
  ['1_0.5', 10.5],
  ['0x1_F', 31],
  ['12:30:45', '12:30:45'],
  ['1e3', 1000],
  ['1.', 1],
  ['.5', 0.5],
  ['e3', 'e3'],
  ['1e400', '1e400'],
  ['2001-12-14', '2001-12-14'],
  ['1.2.3', '1.2.3'],
  ['=', '='],
])('Helm reads %s as %j', (text, value) => {
  expect(plainScalarInGo(text)).toBe(value);
});

describe('what two readers read differently', () => {
  test('a word', () => {
    expect(problemsOf('metrics:\n  enabled: on\n')).toMatchInlineSnapshot(`
      "ESP1010  values.yaml:2:12  metrics.enabled
        on is true to Helm and Kubernetes, which read YAML 1.1, and 'on' to readers of YAML 1.2.
        A value that every YAML reader reads in the same way.
        Write true if you mean that, or 'on' for the text."
    `);
  });

  test('a number', () => {
    expect(problemsOf('volumes:\n  - secret: { defaultMode: 0440 }\n')).toMatchInlineSnapshot(`
      "ESP1010  values.yaml:2:28  volumes[0].secret.defaultMode
        0440 is 288 to Helm and Kubernetes, which read YAML 1.1, and 440 to readers of YAML 1.2.
        A value that every YAML reader reads in the same way.
        Write 288 if you mean that, or '0440' for the text."
    `);
  });

  test('all of it at once, keys too', () => {
    expect(problemsOf('on: 1\nb: 1_000\nc: [no, 0b1]\n').match(/values\.yaml:\d+:\d+ {2}\S+/g)).toEqual([
      'values.yaml:1:1  on',
      'values.yaml:2:4  b',
      'values.yaml:3:5  c[0]',
      'values.yaml:3:9  c[1]',
    ]);
  });

  test.each([
    ['a tag', 'a: !!bool yes\n'],
    ['a merge key', '<<: { a: 1 }\n'],
    ['a list as a key', '? [a]\n: 1\n'],
    ['a key that is null', '~: 1\n'],
    ['a number of more digits than readers keep', 'a: 12345678901234567890\n'],
    ['infinity', 'a: .inf\n'],
    ['a line break of YAML 1.1', 'a: "x\u2028y"\n'],
  ])('%s', (_, text) => {
    expect(problemsOf(text)).toMatch(/^ESP1010 {2}values\.yaml:1:/);
  });
});

test('what every reader reads alike', () => {
  const text = [
    "a: 'on'",
    'b: "0440"',
    'c: true',
    'd: 12:30:45',
    'e: 08',
    'f: 0x1F',
    'g: ~',
    'h: |',
    '  on',
    'i: { on-call: [1.5, yes-man] }',
    '',
  ].join('\n');
  expect(readDocument(text, 'values.yaml')).toEqual({
    value: {
      a: 'on',
      b: '0440',
      c: true,
      d: '12:30:45',
      e: 8,
      f: 31,
      g: null,
      h: 'on\n',
      i: { 'on-call': [1.5, 'yes-man'] },
    },
    problems: [],
  });
});

test('the advice, followed to the letter, is taken', () => {
  for (const text of ['a: on\n', 'a: 0440\n', 'a: 1_000\n', 'a: 12345678901234567890\n', 'a: .nan\n']) {
    const [problem] = readDocument(text, 'values.yaml').problems;
    const advised = problem?.remedy.match(/(?<=Write |or )('[^']+'|[\w.]+)/g) ?? [];
    expect(advised.length).toBeGreaterThan(0);
    for (const value of advised) expect(problemsOf(`a: ${value}\n`)).toBe('');
  }
});

test('JSON is YAML', () => {
  expect(readDocument('{"a": [1, "on", null, "\\u00e9\\/"]}', 'dashboard.json').value).toEqual({
    a: [1, 'on', null, 'é/'],
  });
});
