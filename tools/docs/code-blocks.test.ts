import { resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { codeBlocks, documents } from './command-blocks.ts';

const repository = resolve(import.meta.dirname, '../..');
const blocksOf = (language: string) =>
  documents(repository).flatMap((file) => codeBlocks(repository, file, language).map((text) => [file, text] as const));

test.each(blocksOf('ts'))('a block of TypeScript in %s can be pasted: it is TypeScript', (_file, text) => {
  // Keys of a mapping are a part of a file.
  const [whole, asKeys] = [mistakesIn(text), mistakesIn(`({\n${text}\n})`)] as const;
  expect(asKeys.length === 0 ? [] : whole).toEqual([]);
});

test.each(blocksOf('yaml'))('a block of YAML in %s can be pasted: it is YAML', (_file, text) => {
  expect(parseAllDocuments(text).flatMap(({ errors }) => errors)).toEqual([]);
});

function mistakesIn(text: string): readonly unknown[] {
  const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true });
  return diagnostics.map(({ messageText }) => messageText);
}
