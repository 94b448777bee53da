import { dirname, relative } from 'node:path';
import type { Problem } from '@espalier/model';

/** Thrown if a path inside the tree cannot be written or deleted; the cause is the system's error. */
export class TreeAccessError extends Error {
  /** The path as messages print it. */
  readonly file: string;

  constructor(file: string, cause: unknown) {
    super(`${file} cannot be written.`, { cause });
    this.name = 'TreeAccessError';
    this.file = file;
  }
}

interface Advice {
  readonly code: Problem['code'];
  readonly expected: string;
  readonly remedy: string;
}

const full: Advice = {
  code: 'ESP4020',
  expected: 'Enough disk space. The files written so far are complete, and nothing is lost.',
  remedy: 'Free some space, then run this again.',
};

const denied: Advice = {
  code: 'ESP4021',
  expected: 'clusters/ and the local cache can be read and written.',
  remedy: 'Make the directory writable, then run this again.',
};

const failed: Advice = {
  code: 'ESP4022',
  expected: 'Files in clusters/ and in the local cache can be read and written.',
  remedy: 'Check the file system, then run this again.',
};

const adviceByCode: Readonly<Record<string, Advice>> = {
  ENOSPC: full,
  EDQUOT: full,
  EROFS: denied,
  EACCES: denied,
  EPERM: denied,
};

/**
 * The problem for a file system error in `clusters/` or the local cache; undefined for other errors, such as an
 * application's own.
 */
export function ioProblem(
  error: unknown,
  { root, cache }: { readonly root: string; readonly cache: string },
): Problem | undefined {
  const isOurs = error instanceof TreeAccessError;
  const reason: unknown = isOurs ? error.cause : error;
  if (!(reason instanceof Error) || !('code' in reason)) return undefined;
  const path = 'path' in reason ? String(reason.path) : '';
  if (!isOurs && !isWithin(path, root) && !isWithin(path, cache)) return undefined;
  const file = isOurs ? error.file : relative(dirname(root), path).replaceAll('\\', '/');
  const advice = adviceByCode[String(reason.code)] ?? failed;
  return { ...advice, file, path: '', found: `The system says: ${reason.message}.` };
}

/** Whether an error of the operating system has the code: `ENOENT`. */
export function isErrorWith(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`) || path.startsWith(`${directory}\\`);
}
