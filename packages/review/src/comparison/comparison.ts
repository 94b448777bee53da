/** One of the two sides of a comparison. */
export type Side = 'base' | 'head';

/** A file that is not the same on both sides. */
export interface ChangedFile {
  /** Relative to the workspace. */
  readonly path: string;
  /** Id of the content on a side; equal ids are equal contents. `undefined` where the file is absent. */
  readonly base: string | undefined;
  readonly head: string | undefined;
  /** What it is at head, where it is no plain file. */
  readonly isNoFile?: 'a symbolic link' | 'a submodule';
}

/** The files of a workspace at two points: two commits, a commit and the working tree, two folders, or in memory. */
export interface Comparison {
  /** What a reader calls a side: `1a2b3c4d`, `working tree`. */
  readonly labels: Readonly<Record<Side, string>>;
  /** Files that differ, sorted by path. Files that are the same on both sides are never read to find these. */
  readonly changed: readonly ChangedFile[];
  /** Texts of files of a side, by path; files that are absent are left out. */
  readonly read: (side: Side, paths: readonly string[]) => ReadonlyMap<string, string>;
  /** Paths of all files below a folder. */
  readonly list: (side: Side, folder: string) => readonly string[];
}
