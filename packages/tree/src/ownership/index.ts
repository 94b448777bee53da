/** Which files Espalier wrote: the index of each application, and the journal of a render that was killed. */
export { formatIndex, indexDirectory, indexPath, parseIndex, type KnownFiles } from './index-file.ts';
export { formatJournal, journalPath, readJournal } from './journal.ts';
export { indexedApplications, readOwnedFiles, type FoundIndex } from './owned-files.ts';
export type { Ownership } from './ownership.ts';
