/** What a render may overwrite, and the callbacks that it calls. */
export interface WriteOptions {
  /**
   * Overwrite and delete files that were edited by hand or are not Espalier's.
   *
   * @default false
   */
  readonly force?: boolean;
  /**
   * Called for each file that gets another text, before it does.
   *
   * @default nothing is called
   */
  readonly onReplace?: (file: ReplacedFile) => void;
}

/** A file that gets another text. */
export interface ReplacedFile {
  readonly cluster: string;
  /** Path inside the cluster. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}
