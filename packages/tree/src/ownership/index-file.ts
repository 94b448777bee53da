import { isDigest } from '../disk/index.ts';
import { findPathFault } from '../layout/index.ts';

/** The directory of a cluster with Espalier's index files. */
export const indexDirectory = '.espalier';

/** Each file that Espalier wrote, by its path in the cluster, with every digest that proves it. */
export type KnownFiles = ReadonlyMap<string, readonly string[]>;

/** The content of an index, or the reason why it is invalid. */
export type ParsedIndex = { readonly files: KnownFiles } | { readonly damage: string };

/** Path of an application's index inside the cluster. */
export function indexPath(application: string): string {
  return `${indexDirectory}/${application}.json`;
}

/** The text of an index: sorted JSON with one file per line, so that Git merges it line by line. */
export function formatIndex(digests: ReadonlyMap<string, string>): string {
  const lines = [...digests]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, digest]) => `  ${JSON.stringify(path)}: "${digest}"`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

/**
 * Reads an index. An index with a Git conflict is read as both of its sides together. A digest only identifies
 * Espalier's bytes, so that an extra one cannot harm other files.
 */
export function parseIndex(text: string): ParsedIndex {
  const entries = /^<{7}/m.test(text) ? salvage(text) : parseJson(text);
  if (entries === undefined) return { damage: 'It is not a JSON object of paths and digests.' };
  const files = new Map<string, readonly string[]>();
  for (const [path, digest] of entries) {
    const fault = findPathFault(path);
    if (fault !== undefined) return { damage: `Its path ${JSON.stringify(path)} ${fault}.` };
    files.set(path, [...(files.get(path) ?? []), digest]);
  }
  return { files };
}

function parseJson(text: string): readonly (readonly [string, string])[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const entries: readonly [string, unknown][] = Object.entries(value);
    return entries.every((entry): entry is [string, string] => isDigest(entry[1])) ? entries : undefined;
  } catch {
    return undefined;
  }
}

/** The entries of both sides of a conflict; undefined if any other line is not a Git marker or JSON punctuation. */
function salvage(text: string): readonly (readonly [string, string])[] | undefined {
  const entries: [string, string][] = [];
  for (const line of text.split('\n')) {
    if (/^(?:<{7} .*|\|{7} .*|={7}|>{7} .*|[{}]?)\r?$/.test(line)) continue;
    const one = parseJson(`{${line.replace(/,\s*$/, '')}}`)?.[0];
    if (one === undefined) return undefined;
    entries.push([one[0], one[1]]);
  }
  return entries;
}
