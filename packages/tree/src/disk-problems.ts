import type { Problem } from '@espalier/model';
import type { ClusterDirectory, EntryKind } from './cluster-directory.ts';

/** What stands on disk in the way of what should be written. All of it is kept as it is. */

/** A plan is written by another command than a render: the remedy is the same for both. */
const force = 'run this again with --force';

export function obstacleProblem(
  cluster: ClusterDirectory,
  obstacle: { readonly path: string; readonly kind: EntryKind },
  expected: 'file' | 'directory',
): Problem {
  const found = { link: 'a symbolic link', directory: 'a directory', file: 'a file', other: 'a device or socket' };
  return {
    code: obstacle.kind === 'link' ? 'ESP4010' : 'ESP4011',
    file: cluster.show(obstacle.path),
    path: '',
    found: `It is ${found[obstacle.kind]}.`,
    expected: `A ${expected} is to stand there; symbolic links are never followed.`,
    remedy: 'Move it away, then run this again.',
  };
}

export function foreignFile(file: string): Problem {
  return {
    code: 'ESP4012',
    file,
    path: '',
    found: 'A file that Espalier did not write stands where one of its own is to be.',
    expected: 'There is no file, or one with exactly the bytes that would be written.',
    remedy: `Move it away, or ${force} to overwrite it.`,
  };
}

export function editedFile(file: string): Problem {
  return {
    code: 'ESP4013',
    file,
    path: '',
    found: 'The file was edited since Espalier wrote it.',
    expected: 'Files in clusters/ are changed through the model only.',
    remedy: `Move the edit to the model and restore the file from Git, or ${force} to overwrite it.`,
  };
}

export function editedFileToPrune(file: string): Problem {
  return {
    code: 'ESP4014',
    file,
    path: '',
    found: 'The file is no longer wanted, but was edited since Espalier wrote it.',
    expected: 'A file that is no longer wanted is as Espalier wrote it, and is deleted.',
    remedy: `Save what is worth keeping and delete the file, or ${force} to delete it.`,
  };
}

/** @param yieldsToForce whether a render with --force deletes it */
export function strangeEntry(file: string, yieldsToForce: boolean): Problem {
  return {
    code: 'ESP4015',
    file,
    path: '',
    found: 'Something that Espalier did not write lies in the directory of an application.',
    expected: 'The directory holds only manifests that Espalier wrote, for Argo CD applies all that is in it.',
    remedy: yieldsToForce ? `Move it away, or ${force} to delete it.` : 'Move it away.',
  };
}

export function damagedIndex(file: string, damage: string): Problem {
  return {
    code: 'ESP4016',
    file,
    path: '',
    found: `The index cannot be believed. ${damage}`,
    expected: 'It lists the files that Espalier wrote; without it none of them is overwritten or deleted.',
    remedy: `Restore the index from Git, or ${force} to overwrite the files of the application.`,
  };
}
