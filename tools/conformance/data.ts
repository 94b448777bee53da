import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env['CONFORMANCE_DATA'];
if (folder === undefined) throw new Error('CONFORMANCE_DATA names no folder; see tools/conformance/README.md');

/** The workspace whose tree is checked. */
export const workspace = join(import.meta.dirname, '../..');

/** Parses one JSON file of the conformance data; `undefined` where there is none. */
export function conformanceData(path: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder ?? '', path), 'utf8')) as unknown;
  } catch (error) {
    if (Reflect.get(Object(error), 'code') === 'ENOENT') return undefined;
    throw error;
  }
}
