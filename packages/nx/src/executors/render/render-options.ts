/** Options of the `render` target. */
export interface RenderOptions {
  /** Cluster to render. Prunes clusters that are gone where it is left out. */
  readonly cluster?: string;
  /** Overwrite and remove files that Espalier did not write. @default false */
  readonly force?: boolean;
}
