import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const packages = resolve(import.meta.dirname, '../../packages');

/** Codes of problems in the source of a package. */
function codesIn(name: string): readonly string[] {
  const source = join(packages, name, 'src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const codes = files.flatMap((file) => readFileSync(join(source, file), 'utf8').match(/(?<=')ESP\d{4}(?=')/g) ?? []);
  return [...new Set(codes)].sort();
}

/** Codes in the first column of a table of its README, as often as they stand there. */
function listed(name: string): readonly string[] {
  const readme = readFileSync(join(packages, name, 'README.md'), 'utf8');
  const cells = readme.match(/^\| ESP\d{4}[^|]*(?=\|)/gm) ?? [];
  return cells.flatMap((cell) => cell.match(/ESP\d{4}/g) ?? []).sort();
}

const tellers = readdirSync(packages).filter(
  (name) => existsSync(join(packages, name, 'src')) && codesIn(name).length > 0,
);

test.each(tellers)('the README of %s explains every code, once, and no other', (name) => {
  expect(listed(name)).toEqual(codesIn(name));
});
