import { readBlobs } from '@espalier/review';
import type { ApplicationChange, ReplacedFile } from '@espalier/tree';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { maxBuffer } from './git.ts';

type State = 'added' | 'changed' | 'removed';

/**
 * The differences from the last commit in Espalier's files, before a command writes anything. Commands report a change
 * until it is committed, not only when they first write it.
 *
 * If the workspace is not a Git checkout, or the last commit has no tree yet, nothing counts as uncommitted.
 */
export class Uncommitted {
  readonly #workspace: string;
  /** By path relative to the workspace. */
  readonly #states: ReadonlyMap<string, State>;
  readonly #texts = new Map<string, string | undefined>();
  /** The workspace's path in the repository; `undefined` if there is no commit to compare with. */
  readonly #prefix: string | undefined;

  private constructor(workspace: string, states: ReadonlyMap<string, State>, prefix: string | undefined) {
    this.#workspace = workspace;
    this.#states = states;
    this.#prefix = prefix;
  }

  /** For a workspace without Git. */
  static nothing(workspace: string): Uncommitted {
    return new Uncommitted(workspace, new Map(), undefined);
  }

  /** Runs Git in parallel to the caller. @param workspace absolute path */
  static async of(workspace: string): Promise<Uncommitted> {
    const run = promisify(execFile);
    // Takes no lock on the index, which another Git process may have.
    const options = { cwd: workspace, maxBuffer, env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' } };
    const folders = ['clusters', 'apps/cloud/bootstrap'];
    try {
      const [head, status] = await Promise.all([
        run('git', ['rev-parse', '--show-prefix', 'HEAD:./clusters'], options),
        run('git', ['status', '--porcelain', '-z', '--no-renames', '--untracked-files=all', '--', ...folders], options),
      ]);
      const prefix = head.stdout.split('\n')[0] ?? '';
      const states = new Map<string, State>();
      for (const entry of status.stdout.split('\0').filter((text) => text !== '')) {
        const [path, state] = [entry.slice(3 + prefix.length), stateOf(entry.slice(0, 2))];
        // A file that is deleted in the index but exists on disk is listed twice.
        if (state !== undefined) states.set(path, states.get(path) === 'removed' ? 'changed' : state);
      }
      return new Uncommitted(workspace, states, prefix);
    } catch {
      return Uncommitted.nothing(workspace);
    }
  }

  /**
   * Changes of a folder since the last commit, after a command has written its files.
   *
   * @param folder relative to the workspace, such as `clusters/staging`
   * @param written the command's changes in it
   * @param inner folder inside it with another owner
   */
  changes(folder: string, written: readonly ApplicationChange[], inner?: string): readonly ApplicationChange[] {
    const states = new Map<string, { readonly application: string; readonly state: State }>();
    for (const [file, state] of this.#states) {
      const path = file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : '.';
      // Indices and locks begin with a dot.
      if (path.startsWith('.') || (inner !== undefined && path.startsWith(`${inner}/`))) continue;
      states.set(path, { application: applicationOf(path), state });
    }
    for (const { application, added, changed, removed } of written) {
      const set = (path: string, state: State): unknown => states.set(path, { application, state });
      for (const path of added) set(path, states.get(path)?.state === 'removed' ? 'changed' : 'added');
      for (const path of changed) set(path, states.get(path)?.state === 'added' ? 'added' : 'changed');
      for (const path of removed) {
        if (states.get(path)?.state === 'added') states.delete(path);
        else set(path, 'removed');
      }
    }
    const real = [...states].filter(([path, { state }]) => state !== 'changed' || !this.#isAsCommitted(folder, path));
    return [...Map.groupBy(real, ([, { application }]) => application)].map(([application, files]) => {
      const of = (state: State): readonly string[] =>
        files.filter(([, file]) => file.state === state).map(([path]) => path);
      return { application, added: of('added'), changed: of('changed'), removed: of('removed') };
    });
  }

  /**
   * The changed files of a folder, each with its old and new text. @param replaced the old texts of files that the
   * command has overwritten
   */
  replaced(
    folder: string,
    changes: readonly ApplicationChange[],
    replaced: readonly ReplacedFile[],
  ): readonly Pick<ReplacedFile, 'path' | 'before' | 'after'>[] {
    const written = new Map(replaced.map((file) => [file.path, file]));
    return changes.flatMap(({ changed }) =>
      changed.flatMap((path) => {
        const file = written.get(path);
        const before = this.#states.has(`${folder}/${path}`) ? this.committed(`${folder}/${path}`) : file?.before;
        const after = file?.after ?? this.#read(`${folder}/${path}`);
        return before === undefined || after === undefined ? [] : [{ path, before, after }];
      }),
    );
  }

  /** Files below a folder that the last commit has and the disk does not. */
  removedIn(folder: string): readonly string[] {
    return [...this.#states]
      .filter(([path, state]) => state === 'removed' && path.startsWith(`${folder}/`))
      .map(([path]) => path.slice(folder.length + 1));
  }

  /** A file in the last commit; `undefined` if it is not there. */
  committed(path: string): string | undefined {
    if (this.#prefix === undefined) return undefined;
    if (!this.#texts.has(path)) this.#load(new Set([path, ...this.#replacedPaths()]));
    return this.#texts.get(path);
  }

  #replacedPaths(): readonly string[] {
    return [...this.#states]
      .filter(([path, state]) => state === 'changed' && !this.#texts.has(path))
      .map(([path]) => path);
  }

  /** All texts that may be needed, read by one process. */
  #load(paths: ReadonlySet<string>): void {
    const texts = readBlobs(
      this.#workspace,
      [...paths].map((path) => [path, `HEAD:./${path}`]),
    );
    for (const path of paths) this.#texts.set(path, texts.get(path));
  }

  #isAsCommitted(folder: string, path: string): boolean {
    const file = `${folder}/${path}`;
    return this.#states.has(file) && this.committed(file) === this.#read(file);
  }

  #read(path: string): string | undefined {
    try {
      return readFileSync(join(this.#workspace, path), 'utf8');
    } catch {
      return undefined;
    }
  }
}

/** The difference between the file on disk and the last commit, from the two letters of `git status`. */
function stateOf(letters: string): State | undefined {
  const isNew = letters === '??' || letters.startsWith('A');
  if (letters.includes('D')) return isNew ? undefined : 'removed';
  return isNew ? 'added' : 'changed';
}

/** The application that owns a path inside a cluster. */
function applicationOf(path: string): string {
  return /^(?:values|crds)\/([^/]+?)(?:\.yaml|\/|$)/.exec(path)?.[1] ?? path.split('/')[0] ?? '';
}
