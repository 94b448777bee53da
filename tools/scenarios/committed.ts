import type { Files } from '@espalier/review';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const repository = resolve(import.meta.dirname, '../..');

/** Folders and files that a change can be made in. */
export const inputs = ['apps', 'manifests', 'nx.json', 'package.json', 'package-lock.json'];
/** What is generated from them, besides the bootstrap in `apps`. */
export const generated = 'clusters';

/** Riven's files as they are committed, which scenarios start from. */
export const committed: Files = filesIn(repository, [...inputs, generated]);

/** Files below folders, and single files, by path. */
export function filesIn(root: string, paths: readonly string[]): Files {
  return Object.fromEntries(
    paths.flatMap((path): readonly (readonly [string, string])[] => {
      const absolute = join(root, path);
      if (!existsSync(absolute)) return [];
      if (path.includes('.')) return [[path, readFileSync(absolute, 'utf8')]];
      return readdirSync(absolute, { recursive: true, withFileTypes: true }).flatMap((entry) => {
        if (!entry.isFile()) return [];
        const file = join(entry.parentPath, entry.name);
        return [[file.slice(root.length + 1), readFileSync(file, 'utf8')] as const];
      });
    }),
  );
}
