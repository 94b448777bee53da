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

/** Thrown if another render holds the lock for longer than `patience`. */
export class LockedError extends Error {}

/** Another render of the cluster does not end. */
export function lockedProblem(file: string): Problem {
  return {
    code: 'ESP4023',
    file,
    path: '',
    found: 'Another render of this cluster has been running for a minute.',
    expected: 'One render at a time writes a cluster; the next one waits for it.',
    remedy: 'Wait for the other run, or stop it, then run this again.',
  };
}

export interface Lock {
  /** Refreshes the lock. Call it often: it is mostly free. */
  readonly refresh: () => void;
  readonly release: () => void;
}

/**
 * Takes the lock of a cluster, and waits for it while another live process has it. The lock of a dead process is taken
 * over at once if its process id is known, otherwise after five seconds.
 *
 * proper-lockfile refreshes a lock with a timer, which does not run during a synchronous render, so that `refresh` is
 * needed.
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
      // The holder's file is deleted first: if it remained after the lock, another process could break the next lock.
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

/** Another holder's file belongs to a process that did not refresh the lock and lost it. */
function deleteOtherHolders(directory: string, holderPrefix: string): void {
  for (const { name, pid } of holdersIn(directory, holderPrefix)) {
    if (pid !== process.pid) rmSync(join(directory, name), { force: true });
  }
}

/** Only one process can delete the holder's file, and only that process may remove its lock. */
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
