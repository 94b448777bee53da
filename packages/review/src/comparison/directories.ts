import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareInMemory, type Files } from './in-memory.ts';
import type { Comparison } from './comparison.ts';

/** Compares two folders, such as two checkouts. Reads every file of both. @param base absolute path @param head absolute path */
export function compareDirectories(base: string, head: string): Comparison {
  return { ...compareInMemory(filesIn(base), filesIn(head)), labels: { base, head } };
}

/** Folders that hold no input and no output. */
const leftOut = new Set(['.git', 'node_modules']);

function filesIn(root: string, folder = ''): Files {
  return Object.fromEntries(
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap(
      (entry): readonly (readonly [string, string])[] => {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory()) return leftOut.has(entry.name) ? [] : Object.entries(filesIn(root, path));
        return entry.isFile() ? [[path, readFileSync(join(root, path), 'utf8')]] : [];
      },
    ),
  );
}
