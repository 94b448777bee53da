/** Directories of a cluster with one more level of directories: `crds/<addon>/…`, `cloud/<stack>/…`. */
const deepDirectories: ReadonlySet<string> = new Set(['crds', 'cloud']);

/** The maximum file name of common file systems, in bytes. */
export const maximumNameLength = 255;

/**
 * Why Espalier does not write or delete a path, relative to a cluster's directory, as the end of a sentence that begins
 * with the path; undefined if it does.
 */
export function findPathFault(path: string): string | undefined {
  const segments = path.split('/');
  const [first = ''] = segments;
  if (path.includes('\\')) return 'holds a backslash';
  if (/[\x00-\x1f\x7f]/.test(path)) return 'holds a control character';
  if (!path.isWellFormed()) return 'is not well-formed Unicode';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'is absolute';
  if (segments.includes('')) return 'has an empty segment';
  if (segments.some((segment) => segment.startsWith('.'))) return 'has a segment that begins with a dot';
  if (segments.some((segment) => /[. ]$/.test(segment))) return 'has a segment that ends with a dot or a space';
  if (segments.some((segment) => Buffer.byteLength(segment) > maximumNameLength)) {
    return `has a segment of more than ${maximumNameLength} bytes`;
  }
  if (segments.length > (deepDirectories.has(first) ? 3 : 2)) return 'is nested too deeply';
  return undefined;
}
