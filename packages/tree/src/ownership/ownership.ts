import { digestOf } from '../disk/index.ts';
import type { KnownFiles } from './index-file.ts';
import { sidesOfConflict } from './merge-conflict.ts';

/** What Espalier may overwrite and delete: files whose bytes it wrote. */
export class Ownership {
  readonly #digests = new Map<string, readonly string[]>();

  /** Adds what an index or a journal says. */
  add(files: KnownFiles): void {
    for (const [path, digests] of files) {
      this.#digests.set(path, [...new Set([...(this.#digests.get(path) ?? []), ...digests])]);
    }
  }

  /** Every digest a path is known by; none where the path was never ours. */
  digests(path: string): readonly string[] {
    return this.#digests.get(path) ?? [];
  }

  has(path: string): boolean {
    return this.#digests.has(path);
  }

  /** Whether these bytes at this path are ours, or a conflict that Git made of nothing but texts of ours. */
  isOurs(path: string, content: Buffer): boolean {
    const known = this.digests(path);
    if (known.length === 0) return false;
    if (known.includes(digestOf(content))) return true;
    const sides = sidesOfConflict(content.toString());
    // The base of a merge needs no proof: it is what both sides replaced.
    return sides?.slice(0, 2).every((side) => known.includes(digestOf(side))) ?? false;
  }
}
