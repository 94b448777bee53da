import fc from 'fast-check';
import { CORE_SCHEMA, DEFAULT_SCHEMA, load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { stringifyYaml, YamlValueError } from '../src/yaml/stringify-yaml.ts';

/** Every kind of reader a manifest may meet: 1.1 as Kubernetes has it, 1.2 as everything newer has it. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'yaml 1.1': (text) => parse(text, { version: '1.1', logLevel: 'error', maxAliasCount: 0 }) as unknown,
  'yaml 1.1 with merge keys': (text) => parse(text, { version: '1.1', merge: true, logLevel: 'error' }) as unknown,
  'yaml 1.2': (text) => parse(text, { version: '1.2', logLevel: 'error', maxAliasCount: 0 }) as unknown,
  'js-yaml, default schema': (text) => load(text, { schema: DEFAULT_SCHEMA }),
  'js-yaml, core schema': (text) => load(text, { schema: CORE_SCHEMA }),
};

function expectRoundTrip(value: unknown): void {
  const text = stringifyYaml(value);
  for (const [reader, read] of Object.entries(readers))
    expect({ reader, value: read(text) }).toEqual({ reader, value });
}

const nasty = [
  ['', '~', 'null', 'Null', 'NULL', 'true', 'FALSE', 'yes', 'No', 'on', 'OFF', 'y', 'N', '=', '<<', 'nil', '-', '--'],
  ['0', '-0', '+1', '012', '0o17', '0O17', '0x1F', '0X1f', '0b101', '1_000', '_1', '1_', '0x_1', '0_7', '08', '1e3'],
  ['1E3', '1e+3', '1.e3', '.5', '5.', '1.5e-3', '+.5', '.', '..', '...', '... x', '-.inf', '.Inf', '.NAN', '1e', 'e1'],
  [
    '12:30',
    '12:30:45',
    '190:20:30.15',
    '-1:2',
    '1:2:',
    '2026-11-22',
    '2026-11-22T10:00:00Z',
    '2026-1-2 3:4:5',
    '1.2.3',
  ],
  ['10.0.0.0/16', '10.0.0.1', '1.27', '1.2.3-rc1', '100m', '1Gi', '0.5', '1,000', '0-59/5 * * * *', '*/5', '@daily'],
  [
    'a:',
    'a: b',
    ':a',
    ': a',
    ':',
    'a #b',
    '#a',
    'a#b',
    '? x',
    '?',
    '?x',
    '- x',
    '-x',
    '---',
    '--- x',
    '%a',
    '@a',
    '`a`',
  ],
  [
    '!a',
    '!!str a',
    '&a',
    '*a',
    '|',
    '>',
    '|-',
    '[a]',
    '{a}',
    'a,b',
    ']',
    '}',
    ',',
    "'",
    '"',
    "it's",
    '"a"',
    '\\',
    '\\n',
  ],
  [
    ' a',
    'a ',
    ' ',
    '  ',
    '\t',
    'a\tb',
    '\ta',
    'a\t',
    '\n',
    '\n\n',
    ' \n',
    '\n ',
    'a\n',
    'a\n\n',
    '\na',
    '\n a',
    ' a\nb',
  ],
  [
    '  a\n b\n',
    'a\n  b\n c',
    'a\n \nb',
    'a\n   ',
    'a \nb',
    'a\n\n\nb\n\n',
    '\n\n  a\n',
    'a\r\nb\r\n',
    'a\rb',
    '\r',
    'a\n\tb',
  ],
  [
    '# a\nb',
    '- a\n- b',
    '---\na',
    'a\n---\nb\n...\n',
    '%YAML 1.2\n---\na',
    '{{ .Values.x }}\n  {{- end }}\n',
    'a: |\n  b\n',
  ],
  [
    '😀',
    '😀\n😀\n',
    'ä',
    '日本語',
    '\u0085',
    'a\u0085b',
    '\u2028',
    'a\u2028b',
    '\u2029',
    '\ufeff',
    '\ufeffa',
    'a\ufeffb\nc',
  ],
  [
    '\u00a0',
    '\u0000',
    '\u0007',
    '\u001b[0m',
    '\u007f',
    '\u009f',
    '\ufffe',
    '\uffff',
    '\ufffd',
    '\u200b',
    'x'.repeat(2000),
  ],
  [
    'x '.repeat(600),
    `${'x'.repeat(1100)}: y`,
    '__proto',
    'constructor',
    'toString',
    'http://a/b:c',
    'a/b:1.2',
    'a:1',
    '/:',
  ],
].flat();

const text = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 40 }).filter((candidate) => candidate.isWellFormed()),
    fc.string({
      unit: fc.constantFrom(
        ...' \n\n\t\r:-#?\'"|>[]{},&*!%@`=~.\\/_+0123456789abefnoxyTZ\u0085\u2028\ufeff😀'.split(''),
      ),
    }),
    fc.array(fc.constantFrom(...nasty), { maxLength: 4 }).map((parts) => parts.join('')),
    fc
      .array(fc.constantFrom('', ' ', 'a', '  b', 'c ', ' - d', '# e', '\tf', '🌳'), { maxLength: 6 })
      .map((parts) => parts.join('\n')),
  )
  .filter((candidate) => candidate.isWellFormed() && candidate !== '__proto__');

const key = text.filter((candidate) => candidate.length < 170);

const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(1e21, 1e-7, -0, 0.1),
);

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

describe('stringifyYaml', () => {
  it.each(nasty)('keeps %j a string, as root, value, key and item', (string) => {
    expectRoundTrip(string);
    expectRoundTrip({ value: string, list: [string, [string]], nested: { deep: { value: string } } });
    if (string.length < 1000)
      expectRoundTrip({ [string]: 1, nested: { [string]: string, list: [{ [string]: string }] } });
  });

  it('reads back as what it was, whatever the text', () => {
    fc.assert(
      fc.property(key, text, (a, b) => {
        expectRoundTrip({ [a]: b, list: [a, { [a]: b }], [`${a}x`]: { [a]: [[b]] } });
      }),
      { numRuns: 3000 },
    );
  });

  it('reads back as what it was, whatever the structure', () => {
    fc.assert(fc.property(value, expectRoundTrip), { numRuns: 2000 });
  });

  it('reads like kubectl: sorted keys, literal blocks, flat sequences, quotes only where needed', () => {
    const yaml = stringifyYaml({
      kind: 'ConfigMap',
      apiVersion: 'v1',
      metadata: { namespace: 'auth', name: 'identity', labels: undefined },
      data: {
        on: 'yes',
        version: '1.10',
        image: 'registry/app:1.2.3',
        'app.conf': 'a: 1\n\n  b: "x"\nlast',
        empty: '',
      },
      items: [{ name: 'http', ports: [8080, '8080'] }, [], {}, null, 1.5],
    });
    expect(yaml).toMatchInlineSnapshot(`
      "apiVersion: v1
      data:
        app.conf: |-
          a: 1

            b: "x"
          last
        empty: ''
        image: registry/app:1.2.3
        'on': 'yes'
        version: '1.10'
      items:
      - name: http
        ports:
        - 8080
        - '8080'
      - []
      - {}
      - null
      - 1.5
      kind: ConfigMap
      metadata:
        name: identity
        namespace: auth
      "
    `);
  });

  it('writes shared objects out in full, never as an alias', () => {
    const shared = { a: [1] };
    expect(stringifyYaml({ x: shared, z: shared })).toBe('x:\n  a:\n  - 1\nz:\n  a:\n  - 1\n');
  });

  it('never folds, however long the line', () => {
    const long = 'word '.repeat(500).trim();
    expect(stringifyYaml({ long })).toBe(`long: ${long}\n`);
  });

  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  it.each([
    ['a Date', 'spec.at', { spec: { at: new Date(0) } }],
    ['a function', 'spec.run', { spec: { run: () => 1 } }],
    ['a symbol', 'a[1].b', { a: [1, { b: Symbol('x') }] }],
    ['a bigint', 'a', { a: 1n }],
    ['NaN', '[0]', [Number.NaN]],
    ['-Infinity', 'a', { a: Number.NEGATIVE_INFINITY }],
    ['a Map', 'a', { a: new Map() }],
    ['undefined', 'a[0]', { a: [undefined] }],
    ['undefined', '', undefined],
    ['a string with half a surrogate pair', 'a', { a: '\ud800' }],
    ['under a key that is too long', 'k'.repeat(1023), { ['k'.repeat(1023)]: 1 }],
  ])('refuses a value that is %s, and names its path', (found, path, bad) => {
    expect(() => stringifyYaml(bad)).toThrow(new YamlValueError(path, found));
  });

  it('refuses an object that contains itself', () => {
    expect(() => stringifyYaml(cyclic)).toThrow(/contains itself/);
  });
});
