import { dirname, relative } from 'node:path';
import type { Problem } from '@espalier/model';
import type { RenderOptions } from './render-options.ts';

/** Thrown where a path inside the tree cannot be written or deleted; the cause is what the system said. */
export class TreeAccessError extends Error {
  /** The path as people are told it. */
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
  expected: 'There is room for the file; what was written so far is complete, and nothing is lost.',
  remedy: 'Free some space, then run this again.',
};

const denied: Advice = {
  code: 'ESP4021',
  expected: 'clusters/ and the local cache can be read and written.',
  remedy: 'Make the directory writable for you, then run this again.',
};

const failed: Advice = {
  code: 'ESP4022',
  expected: 'Files in clusters/ and in the local cache can be read and written.',
  remedy: 'Look after the file system, then run this again.',
};

const adviceByCode: Readonly<Record<string, Advice>> = {
  ENOSPC: full,
  EDQUOT: full,
  EROFS: denied,
  EACCES: denied,
  EPERM: denied,
};

/**
 * The problem behind an error that the file system threw about `clusters/` or the local cache; undefined for any other
 * error, such as one of an application's own making.
 */
export function ioProblem(error: unknown, { root, cache }: Pick<RenderOptions, 'root' | 'cache'>): Problem | undefined {
  const isOurs = error instanceof TreeAccessError;
  const reason: unknown = isOurs ? error.cause : error;
  if (!(reason instanceof Error) || !('code' in reason)) return undefined;
  const path = 'path' in reason ? String(reason.path) : '';
  if (!isOurs && !isWithin(path, root) && !isWithin(path, cache)) return undefined;
  const file = isOurs ? error.file : relative(dirname(root), path).replaceAll('\\', '/');
  const advice = adviceByCode[String(reason.code)] ?? failed;
  return { ...advice, file, path: '', found: `The system says: ${reason.message}.` };
}

function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`) || path.startsWith(`${directory}\\`);
}

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
