import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { previewedReplacements } from '../src/review/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'espalier-previews-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const steps = [
  { op: 'same', urn: 'urn:pulumi:production::riven::pulumi:pulumi:Stack::riven-production' },
  {
    op: 'replace',
    urn: 'urn:pulumi:production::riven::espalier:cloud:Database$aws:rds/instance:Instance::identity-database',
    replaceReasons: ['storageEncrypted'],
    detailedDiff: { storageEncrypted: { kind: 'update-replace' } },
  },
  { op: 'update', urn: 'urn:pulumi:production::riven::aws:s3/bucket:Bucket::builds' },
];

test.each([
  ['as Pulumi prints it', JSON.stringify({ steps }, undefined, 4)],
  [
    'with the lines of Nx around it',
    `\n> nx run environment-production:pulumi\n\n${JSON.stringify({ steps }, undefined, 4)}\n\n NX   Successfully ran\n`,
  ],
])('a preview %s says what is replaced, and what is not', (_, text) => {
  writeFileSync(join(folder, 'environment-production.json'), text);
  const replaced = previewedReplacements(folder, ['environment-production.json']);
  expect(replaced('environment-production', 'aws:rds/instance:Instance/identity-database')).toEqual([
    'storageEncrypted',
  ]);
  expect(replaced('environment-production', 'aws:s3/bucket:Bucket/builds')).toEqual([]);
  expect(replaced('environment-staging', 'aws:s3/bucket:Bucket/builds')).toBeUndefined();
});

test.each(['', '{}', '[]', 'error: no stack'])('%j is no preview', (text) => {
  writeFileSync(join(folder, 'environment-production.json'), text);
  expect(() => previewedReplacements(folder, ['environment-production.json'])).toThrow(/ESP8033/);
});
