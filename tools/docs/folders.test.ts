import { cruise } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderCycle, foldersWithoutDoor, type FileImport } from './folders.ts';

const repository = resolve(import.meta.dirname, '../..');
const { options = {}, forbidden = [] } = await extractConfig(`${repository}/.dependency-cruiser.mjs`);
const sources = new Set(
  forbidden.flatMap(({ name, from }) => (name === 'through-the-door-of-a-folder' ? [String(from.path)] : [])),
);

describe.each([...sources].map((source) => source.replace('^', '')))('%s', async (source) => {
  const { output } = await cruise([source], { ...options, baseDir: repository });
  if (typeof output === 'string') throw new Error(output);
  const files = new Set(output.modules.map((module) => module.source).filter((file) => file.startsWith(source)));
  const imports = output.modules.flatMap((module) =>
    module.dependencies
      .filter(({ resolved }) => files.has(module.source) && files.has(resolved))
      .map(({ resolved }): FileImport => ({ from: module.source, to: resolved })),
  );

  it('has files that import each other', () => {
    expect(imports).not.toEqual([]);
  });

  it('has no two folders that import each other', () => {
    expect(folderCycle(imports)).toEqual([]);
  });

  it('has a door to each folder of which others import several files', () => {
    expect(foldersWithoutDoor(imports, files)).toEqual([]);
  });
});

/** Imports from lines such as `src/a/x.ts > src/b/y.ts`. */
function importsOf(...lines: readonly string[]): readonly FileImport[] {
  return lines.map((line) => {
    const [from = '', to = ''] = line.split(' > ');
    return { from, to };
  });
}

describe('a cycle of folders', () => {
  it.each([
    { of: 'two folders', lines: ['src/a/x.ts > src/b/y.ts', 'src/b/z.ts > src/a/w.ts'] },
    { of: 'three folders', lines: ['src/a/x.ts > src/b/y.ts', 'src/b/z.ts > src/c/w.ts', 'src/c/w.ts > src/a/v.ts'] },
    { of: 'folders of different depth', lines: ['src/a/one/x.ts > src/b/y.ts', 'src/b/z.ts > src/a/two/w.ts'] },
    { of: 'a folder and the files next to it', lines: ['src/x.ts > src/a/y.ts', 'src/a/z.ts > src/w.ts'] },
  ])('of $of is found', ({ lines }) => {
    expect(folderCycle(importsOf(...lines))).not.toEqual([]);
  });

  it.each([
    { what: 'imports in one direction', lines: ['src/a/x.ts > src/b/y.ts', 'src/a/z.ts > src/b/w.ts'] },
    { what: 'a folder and a folder in it', lines: ['src/a/x.ts > src/a/b/y.ts', 'src/c/x.ts > src/a/b/y.ts'] },
    { what: 'a door', lines: ['src/index.ts > src/a/y.ts', 'src/a/z.ts > src/index.ts'] },
  ])('is not found in $what', ({ lines }) => {
    expect(folderCycle(importsOf(...lines))).toEqual([]);
  });
});

describe('a folder without a door', () => {
  const imports = importsOf('src/b/z.ts > src/a/x.ts', 'src/c/z.ts > src/a/y.ts', 'src/a/x.ts > src/a/w.ts');

  it('is found where others import two of its files', () => {
    expect(foldersWithoutDoor(imports, new Set())).toEqual(['src/a']);
  });

  it('is not found where it has an index.ts, or where others import one of its files', () => {
    expect(foldersWithoutDoor(imports, new Set(['src/a/index.ts']))).toEqual([]);
    expect(foldersWithoutDoor(imports.slice(1), new Set())).toEqual([]);
  });
});
