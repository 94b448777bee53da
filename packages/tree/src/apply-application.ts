import { readFileSync } from 'node:fs';
import type { Problem } from '@espalier/model';
import { parentOf, type ClusterDirectory } from './cluster-directory.ts';
import type { ApplicationChange } from './cluster-result.ts';
import type { ClusterWriter } from './cluster-writer.ts';
import { editedFile, editedFileToPrune, foreignFile, obstacleProblem, strangeEntry } from './disk-problems.ts';
import { formatIndex, indexPath } from './index-file.ts';
import type { Ownership } from './ownership.ts';
import type { RenderedFile } from './rendered-file.ts';

/** What the files of one application are brought into line with, and by whom. */
export interface Application {
  readonly name: string;
  /** The files it should have, by path. */
  readonly wanted: ReadonlyMap<string, RenderedFile>;
  /** Files it had and nobody wants any more. */
  readonly unwanted: readonly string[];
  /** The text of its index as it is on disk. */
  readonly indexText: string | undefined;
}

export interface Applied {
  readonly change: ApplicationChange;
  readonly unchanged: number;
  /** The text of the index as it is now; undefined where there is none. */
  readonly indexText: string | undefined;
  readonly problems: readonly Problem[];
}

/** Brings one application into line on disk: its files first, its index last. Everything in the way is kept. */
export function applyApplication(
  cluster: ClusterDirectory,
  writer: ClusterWriter,
  ownership: Ownership,
  application: Application,
  force: boolean,
): Applied {
  const work = new Work(cluster, writer, ownership, application, force);
  for (const [path, file] of application.wanted) work.want(path, file);
  for (const path of application.unwanted) work.prune(path);
  work.sweep();
  return work.finish();
}

class Work {
  readonly #cluster: ClusterDirectory;
  readonly #writer: ClusterWriter;
  readonly #ownership: Ownership;
  readonly #application: Application;
  readonly #force: boolean;
  readonly #problems: Problem[] = [];
  readonly #digests = new Map<string, string>();
  readonly #added: string[] = [];
  readonly #changed: string[] = [];
  readonly #removed: string[] = [];
  #unchanged = 0;

  constructor(
    cluster: ClusterDirectory,
    writer: ClusterWriter,
    ownership: Ownership,
    application: Application,
    force: boolean,
  ) {
    this.#cluster = cluster;
    this.#writer = writer;
    this.#ownership = ownership;
    this.#application = application;
    this.#force = force;
  }

  want(path: string, { text, digest }: RenderedFile): void {
    if (this.#isObstructed(path)) return;
    if (this.#cluster.kind(path) === undefined) {
      this.#writer.write(path, text);
      this.#added.push(path);
      this.#digests.set(path, digest);
      return;
    }
    const content = readFileSync(this.#cluster.absolute(path));
    if (content.equals(Buffer.from(text))) {
      this.#unchanged += 1;
      this.#digests.set(path, digest);
    } else if (this.#force || this.#ownership.isOurs(path, content)) {
      this.#writer.replace(path, content.toString(), text);
      this.#changed.push(path);
      this.#digests.set(path, digest);
    } else {
      const isEdited = this.#keep(path);
      this.#problems.push((isEdited ? editedFile : foreignFile)(this.#cluster.show(path)));
    }
  }

  prune(path: string): void {
    const isThere = this.#cluster.kind(path) !== undefined;
    if (this.#isObstructed(path)) return;
    if (isThere && !this.#force && !this.#ownership.isOurs(path, readFileSync(this.#cluster.absolute(path)))) {
      this.#keep(path);
      this.#problems.push(editedFileToPrune(this.#cluster.show(path)));
      return;
    }
    if (isThere) this.#delete(path);
    this.#writer.deleteEmpty(parentOf(path));
  }

  /** Looks for what lies in the application's directory and is none of its files. */
  sweep(): void {
    const { name, wanted, unwanted } = this.#application;
    const pruned = new Set(unwanted);
    for (const [entry, kind] of this.#cluster.list(name)) {
      const path = `${name}/${entry}`;
      if (wanted.has(path) || pruned.has(path)) continue;
      if (this.#force && kind === 'file') this.#delete(path);
      else this.#problems.push(strangeEntry(this.#cluster.show(path), kind === 'file'));
    }
    if (wanted.size === 0 && this.#cluster.kind(name) === 'directory') this.#writer.deleteEmpty(name);
  }

  finish(): Applied {
    const path = indexPath(this.#application.name);
    const { indexText } = this.#application;
    const text = this.#digests.size === 0 ? undefined : formatIndex(this.#digests);
    if (text !== undefined && text !== indexText) this.#writer.writeIndex(path, text);
    if (text === undefined && indexText !== undefined) this.#writer.delete(path);
    const change = {
      application: this.#application.name,
      added: this.#added,
      changed: this.#changed,
      removed: this.#removed,
    };
    return { change, unchanged: this.#unchanged, indexText: text, problems: this.#problems };
  }

  #isObstructed(path: string): boolean {
    const obstacle = this.#cluster.obstacle(path);
    if (obstacle === undefined) return false;
    const expected = obstacle.path === path ? 'file' : 'directory';
    const problem = obstacleProblem(this.#cluster, obstacle, expected);
    if (!this.#problems.some(({ file }) => file === problem.file)) this.#problems.push(problem);
    this.#keep(path);
    return true;
  }

  /** Leaves in the index what it says of a file, so that the next render still knows what it was. */
  #keep(path: string): boolean {
    const [digest] = this.#ownership.digests(path);
    if (digest !== undefined) this.#digests.set(path, digest);
    return digest !== undefined;
  }

  #delete(path: string): void {
    this.#writer.delete(path);
    this.#removed.push(path);
  }
}
