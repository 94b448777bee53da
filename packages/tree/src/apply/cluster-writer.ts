import { mkdirSync, renameSync, rmdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { isErrorWith, parentOf, TreeAccessError, type ClusterDirectory } from '../disk/index.ts';
import { formatJournal, indexDirectory, journalPath, type KnownFiles } from '../ownership/index.ts';
import type { WriteOptions } from './write-options.ts';

const temporaryPrefix = '.writing-';

/**
 * The only code that changes `clusters/<cluster>/`. Every write is atomic: the file is written next to the index, on
 * the same file system, and then renamed. The journal is written before the first file.
 */
export class ClusterWriter {
  readonly #cluster: ClusterDirectory;
  readonly #journal: KnownFiles;
  readonly #directories = new Set<string>();
  readonly #onReplace: NonNullable<WriteOptions['onReplace']>;
  #hasJournal = false;

  /**
   * @param journal every digest that any file may have until all indices are written
   * @param onReplace called before each replacement
   */
  constructor(cluster: ClusterDirectory, journal: KnownFiles, onReplace: WriteOptions['onReplace'] = () => undefined) {
    this.#cluster = cluster;
    this.#journal = journal;
    this.#onReplace = onReplace;
  }

  /** Writes a file with a new text. */
  replace(path: string, before: string, after: string): void {
    this.#onReplace({ cluster: this.#cluster.cluster, path, before, after });
    this.write(path, after);
  }

  /** Writes a manifest or values file. */
  write(path: string, text: string): void {
    if (!this.#hasJournal) {
      this.#place(journalPath, formatJournal(this.#journal));
      this.#hasJournal = true;
    }
    this.#place(path, text);
  }

  /** Writes an index. */
  writeIndex(path: string, text: string): void {
    this.#place(path, text);
  }

  /** Deletes an existing file. */
  delete(path: string): void {
    this.#attempt(path, () => {
      unlinkSync(this.#cluster.absolute(path));
    });
  }

  /** Deletes a directory, and its parents inside the cluster, if they are empty. */
  deleteEmpty(directory: string): void {
    for (let path = directory; path !== ''; path = parentOf(path)) {
      if (!this.#deleteIfEmpty(path)) return;
    }
  }

  /** Deletes the cluster's directory if it is empty. */
  deleteCluster(): void {
    if (this.#cluster.kind('') === 'directory' && this.#deleteIfEmpty(indexDirectory)) this.#deleteIfEmpty('');
  }

  /** Deletes half-written files of a killed render. */
  deleteLeftovers(): void {
    for (const name of this.#cluster.list(indexDirectory).keys()) {
      if (name.startsWith(temporaryPrefix)) this.delete(`${indexDirectory}/${name}`);
    }
  }

  /** Deletes the journal after the indices contain its entries. */
  deleteJournal(): void {
    if (this.#hasJournal || this.#cluster.kind(journalPath) === 'file') this.delete(journalPath);
  }

  #place(path: string, text: string): void {
    const temporary = this.#cluster.absolute(`${indexDirectory}/${temporaryPrefix}${process.pid}`);
    this.#attempt(path, () => {
      this.#ensureDirectory(indexDirectory);
      this.#ensureDirectory(parentOf(path));
      try {
        // Refuses an existing file or symbolic link.
        writeFileSync(temporary, text, { flag: 'wx' });
        renameSync(temporary, this.#cluster.absolute(path));
      } catch (error) {
        rmSync(temporary, { force: true });
        throw error;
      }
    });
  }

  #ensureDirectory(directory: string): void {
    if (this.#directories.has(directory)) return;
    mkdirSync(this.#cluster.absolute(directory), { recursive: true });
    this.#directories.add(directory);
  }

  #deleteIfEmpty(directory: string): boolean {
    try {
      rmdirSync(this.#cluster.absolute(directory));
      this.#directories.delete(directory);
      return true;
    } catch (error) {
      if (isErrorWith(error, 'ENOENT')) return true;
      if (isErrorWith(error, 'ENOTEMPTY') || isErrorWith(error, 'EEXIST')) return false;
      throw new TreeAccessError(this.#cluster.show(directory), error);
    }
  }

  #attempt(path: string, change: () => void): void {
    try {
      change();
    } catch (error) {
      throw new TreeAccessError(this.#cluster.show(path), error);
    }
  }
}
