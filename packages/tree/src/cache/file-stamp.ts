import { lstatSync } from 'node:fs';

/**
 * Size, modification time and change time of a file, the times in milliseconds with fractions. Equal stamps mean equal
 * bytes, except after an edit of the same size within one tick of the file system's clock.
 */
export type FileStamp = readonly [size: number, mtimeMs: number, ctimeMs: number];

/** The stamp of a file; undefined if it is missing or not a file. */
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
