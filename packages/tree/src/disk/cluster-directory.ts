import { lstatSync, readdirSync, type Dirent } from 'node:fs';
import { basename, join } from 'node:path';

export type EntryKind = 'file' | 'directory' | 'link' | 'other';

/** An entry of the wrong type at a path or one of its parents. */
export interface Obstacle {
  readonly path: string;
  readonly kind: EntryKind;
}

/**
 * `clusters/<cluster>/` on disk; each directory is read at its first use. Symbolic links are listed but never followed.
 */
export class ClusterDirectory {
  readonly cluster: string;
  /** Absolute path. */
  readonly path: string;
  /** Path as messages print it: `clusters/production`. */
  readonly shownPath: string;
  readonly #listings = new Map<string, ReadonlyMap<string, EntryKind>>();

  constructor(root: string, cluster: string, shownRoot = basename(root)) {
    this.cluster = cluster;
    this.path = join(root, cluster);
    this.shownPath = `${shownRoot}/${cluster}`;
  }

  /** Absolute path of a path inside the cluster. */
  absolute(path: string): string {
    return path === '' ? this.path : `${this.path}/${path}`;
  }

  /** A path inside the cluster as messages print it. */
  show(path: string): string {
    return path === '' ? this.shownPath : `${this.shownPath}/${path}`;
  }

  /** The entry at a path, or undefined if there is none. */
  kind(path: string): EntryKind | undefined {
    if (path === '') return this.#ownKind();
    return this.list(parentOf(path)).get(path.slice(path.lastIndexOf('/') + 1));
  }

  /** The entries of a directory; empty if it is absent or not a directory. */
  list(directory: string): ReadonlyMap<string, EntryKind> {
    const known = this.#listings.get(directory);
    if (known !== undefined) return known;
    const entries = this.kind(directory) === 'directory' ? this.#read(directory) : [];
    const listing = new Map(entries.map((entry) => [entry.name, kindOf(entry)]));
    this.#listings.set(directory, listing);
    return listing;
  }

  /** Forgets everything that was read. */
  forget(): void {
    this.#listings.clear();
  }

  /** The first parent of a path that is not a directory, or the path itself if it is not a file. */
  obstacle(path: string): Obstacle | undefined {
    for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
      const kind = this.kind(path.slice(0, slash));
      if (kind === undefined) return undefined;
      if (kind !== 'directory') return { path: path.slice(0, slash), kind };
    }
    const kind = this.kind(path);
    return kind === undefined || kind === 'file' ? undefined : { path, kind };
  }

  #ownKind(): EntryKind | undefined {
    const stats = lstatSync(this.path, { throwIfNoEntry: false });
    return stats === undefined ? undefined : kindOf(stats);
  }

  #read(directory: string): readonly Dirent[] {
    return readdirSync(this.absolute(directory), { withFileTypes: true });
  }
}

/** The directory of a path inside a cluster; empty for the cluster's directory. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

function kindOf(entry: {
  isFile: () => boolean;
  isDirectory: () => boolean;
  isSymbolicLink: () => boolean;
}): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  return entry.isSymbolicLink() ? 'link' : 'other';
}
