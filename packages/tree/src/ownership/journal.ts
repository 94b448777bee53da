import { readFileSync } from 'node:fs';
import { isDigest, type ClusterDirectory } from '../disk/index.ts';
import { findPathFault } from '../layout/index.ts';
import { indexDirectory, type KnownFiles } from './index-file.ts';

/**
 * Names the digests that files are about to have, for as long as the indices do not say so yet. A render that is
 * killed leaves it behind, and the next one knows by it which bytes are ours. No application's index has a name that
 * begins with a dot.
 */
export const journalPath = `${indexDirectory}/.pending`;

/** What a killed render was about to write; empty where none was. */
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

/** A journal is renamed into place whole; one that is damaged all the same proves nothing and is ignored. */
function parse(text: string): readonly [string, unknown][] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? Object.entries(value) : [];
  } catch {
    return [];
  }
}
