export type { ChangedFile, Comparison, Side } from './comparison.ts';
export { compareDirectories } from './directories.ts';
export { readBlobs, type NamedBlob } from './git.ts';
export { compareRevisions, workingTree } from './git-revisions.ts';
export { compareInMemory, type Files } from './in-memory.ts';
