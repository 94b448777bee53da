import type { Problem } from '@espalier/model';

/** Files that a render does not change, because Espalier did not write their bytes. */

/** The remedy is for renders and plans, which have different commands. */
const force = 'run this again with --force';

export function foreignFile(file: string): Problem {
  return {
    code: 'ESP4012',
    file,
    path: '',
    found: 'A file that Espalier did not write is at the path of one of its own.',
    expected: 'No file, or a file with exactly the bytes that would be written.',
    remedy: `Move it away, or ${force} to overwrite it.`,
  };
}

export function editedFile(file: string): Problem {
  return {
    code: 'ESP4013',
    file,
    path: '',
    found: 'The file was edited since Espalier wrote it.',
    expected: 'Files in clusters/ are only changed through the model.',
    remedy: `Move the edit to the model and restore the file from Git, or ${force} to overwrite it.`,
  };
}

export function editedFileToPrune(file: string): Problem {
  return {
    code: 'ESP4014',
    file,
    path: '',
    found: 'The file is no longer wanted, but was edited since Espalier wrote it.',
    expected: 'A file that is no longer wanted and unchanged is deleted.',
    remedy: `Save what is worth keeping and delete the file, or ${force} to delete it.`,
  };
}

/** @param yieldsToForce whether a render with --force deletes it */
export function strangeEntry(file: string, yieldsToForce: boolean): Problem {
  return {
    code: 'ESP4015',
    file,
    path: '',
    found: 'The directory of an application contains something that Espalier did not write.',
    expected: 'The directory contains only manifests that Espalier wrote, because Argo CD applies everything in it.',
    remedy: yieldsToForce ? `Move it away, or ${force} to delete it.` : 'Move it away.',
  };
}
