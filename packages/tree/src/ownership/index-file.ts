import { isDigest } from '../disk/index.ts';
import { findPathFault } from '../layout/index.ts';

/** The directory of a cluster that holds what Espalier knows about its own files. */
export const indexDirectory = '.espalier';

/** Each file that Espalier wrote, by its path in the cluster, with every digest under which it is known to be ours. */
export type KnownFiles = ReadonlyMap<string, readonly string[]>;

/** What an index says, or why it cannot be believed. */
export type ParsedIndex = { readonly files: KnownFiles } | { readonly damage: string };

/** Path of an application's index inside the cluster. */
export function indexPath(application: string): string {
  return `${indexDirectory}/${application}.json`;
}

/** The text of an index: JSON, sorted, one file a line, so that Git merges it line by line. */
export function formatIndex(digests: ReadonlyMap<string, string>): string {
  const lines = [...digests]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, digest]) => `  ${JSON.stringify(path)}: "${digest}"`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

/**
 * Reads an index. One that Git left in conflict is read as both of its sides together: a digest only
 * says which bytes are ours, so that one too many harms no file of another author.
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

/** The entries of both sides of a conflict; undefined where any line is neither an entry nor Git's or JSON's frame. */
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
