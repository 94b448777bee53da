import type { ApplicationChange, ReplacedFile } from '@espalier/tree';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { git, maxBuffer } from './git.ts';

type State = 'added' | 'changed' | 'removed';

/**
 * How what Espalier writes differed from the last commit before a command wrote anything. What a command says of a change
 * is said until the change is committed, and not only by the command that first writes it.
 *
 * Where the workspace is no Git checkout, or the last commit has no tree yet, nothing counts as uncommitted.
 */
export class Uncommitted {
  readonly #workspace: string;
  /** By path relative to the workspace. */
  readonly #states: ReadonlyMap<string, State>;
  readonly #texts = new Map<string, string | undefined>();
  /** The workspace's path in the repository; `undefined` where there is no commit to compare with. */
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

  /** Asks Git, while the caller does something else. @param workspace absolute path */
  static async of(workspace: string): Promise<Uncommitted> {
    const run = promisify(execFile);
    // No lock on the index, which another Git may hold.
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
        // A file that is out of the index and on disk comes twice.
        if (state !== undefined) states.set(path, states.get(path) === 'removed' ? 'changed' : state);
      }
      return new Uncommitted(workspace, states, prefix);
    } catch {
      return Uncommitted.nothing(workspace);
    }
  }

  /**
   * Changes of a folder since the last commit, once a command has written what it says it has.
   *
   * @param folder relative to the workspace, such as `clusters/staging`
   * @param written what the command changed in it
   * @param inner folder inside it that has another owner
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

  /** The changed files of a folder, each as it was and is. @param replaced what the command has overwritten in it */
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

  /** A file as the last commit has it; `undefined` where it has none. */
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

  /** All that may be asked for, by one process. */
  #load(paths: ReadonlySet<string>): void {
    const names = [...paths].map((path) => `HEAD:${this.#prefix ?? ''}${path}`);
    const out = Buffer.from(git(this.#workspace, ['cat-file', '--batch'], process.env, `${names.join('\n')}\n`) ?? '');
    let offset = 0;
    for (const path of paths) {
      const end = out.indexOf('\n', offset);
      const size = /^[0-9a-f]+ blob (\d+)$/.exec(out.toString('utf8', offset, end))?.[1];
      const length = size === undefined ? 0 : Number(size) + 1;
      this.#texts.set(path, size === undefined ? undefined : out.toString('utf8', end + 1, end + length));
      offset = end + 1 + length;
    }
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

/** What the two letters of `git status` say of the file on disk against the last commit. */
function stateOf(letters: string): State | undefined {
  const isNew = letters === '??' || letters.startsWith('A');
  if (letters.includes('D')) return isNew ? undefined : 'removed';
  return isNew ? 'added' : 'changed';
}

/** The application whose file a path inside a cluster is. */
function applicationOf(path: string): string {
  return /^(?:values|crds)\/([^/]+?)(?:\.yaml|\/|$)/.exec(path)?.[1] ?? path.split('/')[0] ?? '';
}
