import { readFileSync } from 'node:fs';
import type { Problem } from '@espalier/model';
import { obstacleProblem, type ClusterDirectory } from '../disk/index.ts';
import { isLabel } from '../layout/index.ts';
import { indexDirectory, indexPath, parseIndex, type KnownFiles } from './index-file.ts';
import { Ownership } from './ownership.ts';

/** An index on disk. */
export interface FoundIndex {
  readonly application: string;
  /** Undefined where there is none. */
  readonly text: string | undefined;
  readonly files: KnownFiles;
}

/** Espalier's files, by the indices and the journal. */
export interface OwnedFiles {
  readonly ownership: Ownership;
  /** By application; invalid indices are omitted. */
  readonly indices: ReadonlyMap<string, FoundIndex>;
  readonly problems: readonly Problem[];
}

/** Names of the applications that have an index. */
export function indexedApplications(cluster: ClusterDirectory): readonly string[] {
  return [...cluster.list(indexDirectory).keys()]
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .filter(isLabel);
}

/** @param force an invalid index counts as empty */
export function readOwnedFiles(
  cluster: ClusterDirectory,
  applications: readonly string[],
  journal: KnownFiles,
  force: boolean,
): OwnedFiles {
  const ownership = new Ownership();
  const indices = new Map<string, FoundIndex>();
  const problems: Problem[] = [];
  for (const application of applications) {
    const index = readIndex(cluster, application, force);
    if ('code' in index) problems.push(index);
    else {
      indices.set(application, index);
      ownership.add(index.files);
    }
  }
  ownership.add(journal);
  return { ownership, indices, problems };
}

function readIndex(cluster: ClusterDirectory, application: string, force: boolean): FoundIndex | Problem {
  const path = indexPath(application);
  const obstacle = cluster.obstacle(path);
  if (obstacle !== undefined) return obstacleProblem(cluster, obstacle, 'file');
  if (cluster.kind(path) === undefined) return { application, text: undefined, files: new Map() };
  const text = readFileSync(cluster.absolute(path), 'utf8');
  const parsed = parseIndex(text);
  if ('files' in parsed) return { application, text, files: parsed.files };
  if (force) return { application, text, files: new Map() };
  return damagedIndex(cluster.show(path), parsed.damage);
}

function damagedIndex(file: string, damage: string): Problem {
  return {
    code: 'ESP4016',
    file,
    path: '',
    found: `The index is invalid. ${damage}`,
    expected: 'It lists the files that Espalier wrote. Without it, none of them is overwritten or deleted.',
    remedy: 'Restore the index from Git, or run this again with --force to overwrite the files of the application.',
  };
}
