import type { Problem } from '@espalier/model';

/** Files that a render keeps as they are, because Espalier did not write the bytes they hold. */

/** A plan is written by another command than a render: the remedy is the same for both. */
const force = 'run this again with --force';

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
