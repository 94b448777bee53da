import { lstatSync, readdirSync, type Dirent } from 'node:fs';
import { basename, join } from 'node:path';

export type EntryKind = 'file' | 'directory' | 'link' | 'other';

/** What is on the way to a path, or at it, where a file or directory of another kind should be. */
export interface Obstacle {
  readonly path: string;
  readonly kind: EntryKind;
}

/**
 * `clusters/<cluster>/` as it was when each directory was first looked at. Symbolic links are seen and never followed:
 * what lies behind one does not exist here.
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

  /** What stands at a path, or undefined where nothing does. */
  kind(path: string): EntryKind | undefined {
    if (path === '') return this.#ownKind();
    return this.list(parentOf(path)).get(path.slice(path.lastIndexOf('/') + 1));
  }

  /** The entries of a directory; empty where it is absent, or no directory. */
  list(directory: string): ReadonlyMap<string, EntryKind> {
    const known = this.#listings.get(directory);
    if (known !== undefined) return known;
    const entries = this.kind(directory) === 'directory' ? this.#read(directory) : [];
    const listing = new Map(entries.map((entry) => [entry.name, kindOf(entry)]));
    this.#listings.set(directory, listing);
    return listing;
  }

  /** Looks at everything anew from now on. */
  forget(): void {
    this.#listings.clear();
  }

  /** The first thing on the way to a path that is no directory, or the path itself where it is no file. */
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

/** The directory of a path inside a cluster; empty for the cluster's own. */
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
