import { mkdirSync, readdirSync, rmSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { lockSync } from 'proper-lockfile';
import type { Problem } from '@espalier/model';
import { isErrorWith } from './io-problem.ts';

/** A lock not refreshed for this long is stale and may be taken. */
const staleMilliseconds = 5_000;
const refreshMilliseconds = 1_000;
const retryMilliseconds = 25;

/** Thrown where another render keeps the lock for longer than `patience`. */
export class LockedError extends Error {}

/** Another render is at work on the cluster and does not end. */
export function lockedProblem(file: string): Problem {
  return {
    code: 'ESP4023',
    file,
    path: '',
    found: 'Another render has been at work on this cluster for a minute.',
    expected: 'One render at a time writes a cluster; the next one waits for it.',
    remedy: 'Let the other run end, or end it, then run this again.',
  };
}

export interface Lock {
  /** Keeps the lock alive; to be called often, costs nothing most of the time. */
  readonly refresh: () => void;
  readonly release: () => void;
}

/**
 * Takes the lock of a cluster, and waits for it while another live process has it. The lock of a process that is no
 * more is taken over at once where that process is known by its number, and else after five seconds.
 *
 * proper-lockfile keeps a lock fresh with a timer, which never fires while a render runs without yielding: hence
 * `refresh`.
 *
 * @throws LockedError after `patience` milliseconds
 */
export function acquireLock(directory: string, cluster: string, patience = 60_000): Lock {
  mkdirSync(directory, { recursive: true });
  const lockfilePath = join(directory, `${cluster}.lock`);
  const holderPrefix = `${cluster}.holder-${encodeURIComponent(hostname())}-`;
  const holder = join(directory, `${holderPrefix}${process.pid}`);
  const release = waitForLock(lockfilePath, patience, () => {
    breakLockOfDeadHolder(directory, holderPrefix, lockfilePath);
  });
  try {
    writeFileSync(holder, '');
  } catch (error) {
    release();
    throw error;
  }
  deleteOtherHolders(directory, holderPrefix);
  let refreshed = performance.now();
  return {
    refresh: () => {
      if (performance.now() - refreshed < refreshMilliseconds) return;
      refreshed = performance.now();
      const now = new Date();
      utimesSync(lockfilePath, now, now);
    },
    release: () => {
      // The holder goes first: one that outlived its lock would get the next process's lock broken.
      rmSync(holder, { force: true });
      release();
    },
  };
}

function waitForLock(lockfilePath: string, patience: number, beforeRetry: () => void): () => void {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return lockSync(lockfilePath, { lockfilePath, realpath: false, stale: staleMilliseconds });
    } catch (error) {
      if (!isErrorWith(error, 'ELOCKED')) throw error;
      if (performance.now() > deadline) throw new LockedError(`${lockfilePath} is held.`, { cause: error });
      beforeRetry();
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryMilliseconds);
    }
  }
}

/** Any other holder's file is of a process that did not refresh the lock and lost it. */
function deleteOtherHolders(directory: string, holderPrefix: string): void {
  for (const { name, pid } of holdersIn(directory, holderPrefix)) {
    if (pid !== process.pid) rmSync(join(directory, name), { force: true });
  }
}

/** Only one process can delete the holder's file, and only that one may remove the lock that went with it. */
function breakLockOfDeadHolder(directory: string, holderPrefix: string, lockfilePath: string): void {
  for (const { name, pid } of holdersIn(directory, holderPrefix)) {
    if (isAlive(pid)) continue;
    try {
      unlinkSync(join(directory, name));
    } catch {
      continue;
    }
    rmSync(lockfilePath, { recursive: true, force: true });
  }
}

function holdersIn(
  directory: string,
  holderPrefix: string,
): readonly { readonly name: string; readonly pid: number }[] {
  return readdirSync(directory)
    .filter((name) => name.startsWith(holderPrefix))
    .map((name) => ({ name, pid: Number(name.slice(holderPrefix.length)) }));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrorWith(error, 'EPERM');
  }
}
