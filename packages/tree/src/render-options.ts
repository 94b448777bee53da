/** Where and how to render. */
export interface RenderOptions {
  /** Absolute path of `clusters/`. */
  readonly root: string;
  /**
   * That path as people are told it.
   *
   * @default its last part
   */
  readonly shownRoot?: string;
  /** Absolute path of a local directory that Git ignores: what is known of the files on disk, and the locks. */
  readonly cache: string;
  /**
   * Overwrite and delete files that were edited by hand or are not Espalier's.
   *
   * @default false
   */
  readonly force?: boolean;
  /**
   * Called before each application is looked at.
   *
   * @default nothing is called
   */
  readonly onApplication?: (cluster: string, application: string) => void;
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
