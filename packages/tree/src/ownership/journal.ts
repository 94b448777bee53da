import { readFileSync } from 'node:fs';
import { isDigest, type ClusterDirectory } from '../disk/index.ts';
import { findPathFault } from '../layout/index.ts';
import { indexDirectory, type KnownFiles } from './index-file.ts';

/**
 * Records the new digests of files until the indices contain them. A killed render leaves it on disk, and the next one
 * uses it to identify Espalier's bytes. The name of an application's index never begins with a dot.
 */
export const journalPath = `${indexDirectory}/.pending`;

/** The files that a killed render was about to write; empty if there was none. */
export function readJournal(cluster: ClusterDirectory): KnownFiles {
  const files = new Map<string, readonly string[]>();
  if (cluster.kind(journalPath) !== 'file') return files;
  for (const [path, digests] of parse(readFileSync(cluster.absolute(journalPath), 'utf8'))) {
    if (findPathFault(path) === undefined && Array.isArray(digests)) files.set(path, digests.filter(isDigest));
  }
  return files;
}

/** The text of a journal. */
export function formatJournal(files: KnownFiles): string {
  return `${JSON.stringify(Object.fromEntries(files))}\n`;
}

/** A journal is written atomically by a rename; a damaged one is ignored. */
function parse(text: string): readonly [string, unknown][] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? Object.entries(value) : [];
  } catch {
    return [];
  }
}
