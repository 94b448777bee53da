import { lstatSync } from 'node:fs';

/**
 * Size, time of last write and time of last change of a file, the times in milliseconds with fractions. Two stamps
 * that are equal mean the same bytes, but for an edit of the same size within one tick of the file system's clock.
 */
export type FileStamp = readonly [size: number, mtimeMs: number, ctimeMs: number];

/** The stamp of a file; undefined where there is none, or something else than a file. */
export function stampOf(absolutePath: string): FileStamp | undefined {
  const stats = lstatSync(absolutePath, { throwIfNoEntry: false });
  return stats?.isFile() === true ? [stats.size, stats.mtimeMs, stats.ctimeMs] : undefined;
}

/** Whether a file still has the stamp. */
export function hasStamp(absolutePath: string, [size, mtimeMs, ctimeMs]: FileStamp): boolean {
  const stats = lstatSync(absolutePath, { throwIfNoEntry: false });
  return (
    stats !== undefined &&
    stats.mtimeMs === mtimeMs &&
    stats.ctimeMs === ctimeMs &&
    stats.size === size &&
    stats.isFile()
  );
}
