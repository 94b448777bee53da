import { readFileSync } from 'node:fs';
import type { Problem } from '@espalier/model';
import { parentOf, type ClusterDirectory } from '../disk/index.ts';
import type { KnownFiles, Ownership } from '../ownership/index.ts';
import type { ApplyContext } from './apply-application.ts';
import { strangeEntry } from './kept-files.ts';

/**
 * Deletes files that a killed render wrote and that no application has any more. A file with other bytes is not from
 * that render, and is treated like any other.
 *
 * @param isExpected whether a path is expected, or is in an index and so will be pruned
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
    // Also if the render was killed between creating the directory and its first file.
    writer.deleteEmpty(parentOf(path));
  }
  cluster.forget();
}

/**
 * Finds files that Espalier did not write in `crds/<addon>/`, which Argo CD applies like the directory of an
 * application.
 *
 * @param wanted the expected files
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
