import { digestOf } from '../disk/index.ts';
import type { KnownFiles } from './index-file.ts';
import { sidesOfConflict } from './merge-conflict.ts';

/** The files that Espalier may overwrite and delete: those with bytes that it wrote. */
export class Ownership {
  readonly #digests = new Map<string, readonly string[]>();

  /** Adds the entries of an index or a journal. */
  add(files: KnownFiles): void {
    for (const [path, digests] of files) {
      this.#digests.set(path, [...new Set([...(this.#digests.get(path) ?? []), ...digests])]);
    }
  }

  /** Every known digest of a path; none if the path was never Espalier's. */
  digests(path: string): readonly string[] {
    return this.#digests.get(path) ?? [];
  }

  has(path: string): boolean {
    return this.#digests.has(path);
  }

  /** Whether Espalier wrote these bytes at this path, or they are a Git conflict between such texts. */
  isOurs(path: string, content: Buffer): boolean {
    const known = this.digests(path);
    if (known.length === 0) return false;
    if (known.includes(digestOf(content))) return true;
    const sides = sidesOfConflict(content.toString());
    // The base of a merge is not checked: both sides have replaced it.
    return sides?.slice(0, 2).every((side) => known.includes(digestOf(side))) ?? false;
  }
}
