import { readFileSync } from 'node:fs';
import type { Problem } from '@espalier/model';
import { parentOf, type ClusterDirectory } from '../disk/index.ts';
import type { KnownFiles, Ownership } from '../ownership/index.ts';
import type { ApplyContext } from './apply-application.ts';
import { strangeEntry } from './kept-files.ts';

/**
 * Deletes what a killed render wrote and no application has any more. A file with other bytes is not what that render
 * wrote, and is judged like any other.
 *
 * @param isExpected whether a path is wanted, or in an index and so will be pruned with it
 */
export function deleteStrays(
  { cluster, writer, ownership }: ApplyContext,
  journal: KnownFiles,
  isExpected: (path: string) => boolean,
): void {
  if (journal.size === 0) return;
  for (const path of journal.keys()) {
    if (isExpected(path) || cluster.kind(parentOf(path)) !== 'directory' || cluster.obstacle(path) !== undefined)
      continue;
    if (cluster.kind(path) === 'file') {
      if (!ownership.isOurs(path, readFileSync(cluster.absolute(path)))) continue;
      writer.delete(path);
    }
    // Also where the render was killed between making the directory and its first file.
    writer.deleteEmpty(parentOf(path));
  }
  cluster.forget();
}

/**
 * Looks for files that Espalier did not write in `crds/<addon>/`, which Argo CD applies like the directory of an application.
 *
 * @param wanted the files that are to be there
 */
export function findStrangers(
  cluster: ClusterDirectory,
  wanted: ReadonlySet<string>,
  ownership: Ownership,
): readonly Problem[] {
  const directories = new Set([...wanted].filter((path) => path.startsWith('crds/')).map(parentOf));
  directories.delete('crds');
  return [...directories].flatMap((directory) =>
    [...cluster.list(directory).keys()]
      .map((entry) => `${directory}/${entry}`)
      .filter((path) => !wanted.has(path) && !ownership.has(path))
      .map((path) => strangeEntry(cluster.show(path), false)),
  );
}
