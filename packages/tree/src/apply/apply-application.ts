import { readFileSync } from 'node:fs';
import type { Problem } from '@espalier/model';
import { obstacleProblem, parentOf, type ClusterDirectory } from '../disk/index.ts';
import type { RenderedFile } from '../layout/index.ts';
import { formatIndex, indexPath, type Ownership } from '../ownership/index.ts';
import type { ClusterWriter } from './cluster-writer.ts';
import { editedFile, editedFileToPrune, foreignFile, strangeEntry } from './kept-files.ts';

/** The target of applications, and what may be overwritten there. */
export interface ApplyContext {
  readonly cluster: ClusterDirectory;
  readonly writer: ClusterWriter;
  readonly ownership: Ownership;
  /** Whether to overwrite and delete also files that Espalier did not write. */
  readonly force: boolean;
}

/** The current and the expected files of one application. */
export interface Application {
  readonly name: string;
  /** The files it should have, by path. */
  readonly wanted: ReadonlyMap<string, RenderedFile>;
  /** Its former files that no application has any more. */
  readonly unwanted: readonly string[];
  /** The text of its index as it is on disk. */
  readonly indexText: string | undefined;
}

export interface ApplicationChange {
  readonly application: string;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

export interface Applied {
  readonly change: ApplicationChange;
  readonly unchanged: number;
  /** The current text of the index; undefined if there is none. */
  readonly indexText: string | undefined;
  readonly problems: readonly Problem[];
}

/** Writes and prunes the files of one application, then its index. Obstacles stay unchanged. */
export function applyApplication(context: ApplyContext, application: Application): Applied {
  const work = new Work(context, application);
  for (const [path, file] of application.wanted) work.want(path, file);
  for (const path of application.unwanted) work.prune(path);
  work.sweep();
  return work.finish();
}

class Work {
  readonly #context: ApplyContext;
  readonly #application: Application;
  readonly #problems: Problem[] = [];
  readonly #digests = new Map<string, string>();
  readonly #added: string[] = [];
  readonly #changed: string[] = [];
  readonly #removed: string[] = [];
  #unchanged = 0;

  constructor(context: ApplyContext, application: Application) {
    this.#context = context;
    this.#application = application;
  }

  want(path: string, { text, digest }: RenderedFile): void {
    const { cluster, writer, ownership, force } = this.#context;
    if (this.#isObstructed(path)) return;
    if (cluster.kind(path) === undefined) {
      writer.write(path, text);
      this.#added.push(path);
      this.#digests.set(path, digest);
      return;
    }
    const content = readFileSync(cluster.absolute(path));
    if (content.equals(Buffer.from(text))) {
      this.#unchanged += 1;
      this.#digests.set(path, digest);
    } else if (force || ownership.isOurs(path, content)) {
      writer.replace(path, content.toString(), text);
      this.#changed.push(path);
      this.#digests.set(path, digest);
    } else {
      const isEdited = this.#keep(path);
      this.#problems.push((isEdited ? editedFile : foreignFile)(cluster.show(path)));
    }
  }

  prune(path: string): void {
    const { cluster, writer, ownership, force } = this.#context;
    const isThere = cluster.kind(path) !== undefined;
    if (this.#isObstructed(path)) return;
    if (isThere && !force && !ownership.isOurs(path, readFileSync(cluster.absolute(path)))) {
      this.#keep(path);
      this.#problems.push(editedFileToPrune(cluster.show(path)));
      return;
    }
    if (isThere) this.#delete(path);
    writer.deleteEmpty(parentOf(path));
  }

  /** Finds entries in the application's directory that are not its files. */
  sweep(): void {
    const { cluster, writer, force } = this.#context;
    const { name, wanted, unwanted } = this.#application;
    const pruned = new Set(unwanted);
    for (const [entry, kind] of cluster.list(name)) {
      const path = `${name}/${entry}`;
      if (wanted.has(path) || pruned.has(path)) continue;
      if (force && kind === 'file') this.#delete(path);
      else this.#problems.push(strangeEntry(cluster.show(path), kind === 'file'));
    }
    if (wanted.size === 0 && cluster.kind(name) === 'directory') writer.deleteEmpty(name);
  }

  finish(): Applied {
    const { name, indexText } = this.#application;
    const { writer } = this.#context;
    const path = indexPath(name);
    const text = this.#digests.size === 0 ? undefined : formatIndex(this.#digests);
    if (text !== undefined && text !== indexText) writer.writeIndex(path, text);
    if (text === undefined && indexText !== undefined) writer.delete(path);
    const change = { application: name, added: this.#added, changed: this.#changed, removed: this.#removed };
    return { change, unchanged: this.#unchanged, indexText: text, problems: this.#problems };
  }

  #isObstructed(path: string): boolean {
    const { cluster } = this.#context;
    const obstacle = cluster.obstacle(path);
    if (obstacle === undefined) return false;
    const expected = obstacle.path === path ? 'file' : 'directory';
    const problem = obstacleProblem(cluster, obstacle, expected);
    if (!this.#problems.some(({ file }) => file === problem.file)) this.#problems.push(problem);
    this.#keep(path);
    return true;
  }

  /** Keeps the index entry of a file, so that the next render still knows its old digests. */
  #keep(path: string): boolean {
    const [digest] = this.#context.ownership.digests(path);
    if (digest !== undefined) this.#digests.set(path, digest);
    return digest !== undefined;
  }

  #delete(path: string): void {
    this.#context.writer.delete(path);
    this.#removed.push(path);
  }
}
