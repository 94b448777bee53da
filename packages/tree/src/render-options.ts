import type { WriteOptions } from './apply/index.ts';

/** Where and how to render. */
export interface RenderOptions extends WriteOptions {
  /** Absolute path of `clusters/`. */
  readonly root: string;
  /**
   * That path as messages print it.
   *
   * @default its last part
   */
  readonly shownRoot?: string;
  /** Absolute path of a local directory that Git ignores, with the cache and the locks. */
  readonly cache: string;
  /**
   * Called before each application is processed.
   *
   * @default nothing is called
   */
  readonly onApplication?: (cluster: string, application: string) => void;
}
