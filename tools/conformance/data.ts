import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env['CONFORMANCE_DATA'];
if (folder === undefined) throw new Error('CONFORMANCE_DATA names no folder; see tools/conformance/README.md');

/** The workspace whose tree is checked. */
export const workspace = join(import.meta.dirname, '../..');

/** Path of a file or folder of the conformance data; `undefined` if there is none. */
export function conformancePath(path: string): string | undefined {
  const absolute = join(folder ?? '', path);
  return existsSync(absolute) ? absolute : undefined;
}

/** Text of one file of the conformance data; `undefined` if there is none. */
export function conformanceText(path: string): string | undefined {
  const absolute = conformancePath(path);
  return absolute === undefined ? undefined : readFileSync(absolute, 'utf8');
}

/** Parses one JSON file of the conformance data; `undefined` if there is none. */
export function conformanceData(path: string): unknown {
  const text = conformanceText(path);
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
}
