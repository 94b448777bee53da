/** What a render may overwrite, and its callbacks. */
export interface WriteOptions {
  /**
   * Overwrite and delete files that were edited by hand or are not Espalier's.
   *
   * @default false
   */
  readonly force?: boolean;
  /**
   * Called for each file before its text changes.
   *
   * @default nothing is called
   */
  readonly onReplace?: (file: ReplacedFile) => void;
}

/** A file with a new text. */
export interface ReplacedFile {
  readonly cluster: string;
  /** Path inside the cluster. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}
