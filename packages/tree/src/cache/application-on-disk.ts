import { readdirSync, readFileSync } from 'node:fs';
import { digestOf, parentOf, type ClusterDirectory } from '../disk/index.ts';
import type { ApplicationPlan, TreeApplication } from '../layout/index.ts';
import { indexDirectory, indexPath, parseIndex, type KnownFiles } from '../ownership/index.ts';
import { hasStamp, stampOf, type FileStamp } from './file-stamp.ts';
import type { CachedApplication } from './local-cache.ts';

/**
 * Checks without a build whether an application on disk is exactly as it was last written. Bytes are read only if a
 * stamp differs, such as after switching branches; the result then has the new stamps.
 *
 * @returns its new cache entry, which is `cached` itself if no stamp changed; undefined if the inputs or the files
 * differ
 */
export function findIntact(
  cluster: ClusterDirectory,
  application: TreeApplication,
  cached: CachedApplication | undefined,
): CachedApplication | undefined {
  if (cached === undefined || cached.inputs !== application.inputs) return undefined;
  if (!hasOnlyItsFiles(cluster, application.name, cached)) return undefined;
  const touched = Object.keys(cached.files).filter((path) => {
    const stamp = cached.files[path];
    return stamp === undefined || !hasStamp(cluster.absolute(path), stamp);
  });
  const index = cached.index;
  const isIndexTouched = index !== undefined && !hasStamp(cluster.absolute(indexPath(application.name)), index.stamp);
  if (touched.length === 0 && !isIndexTouched) return cached;
  return index === undefined ? undefined : compareBytes(cluster, application.name, { ...cached, index }, touched);
}

/**
 * The cache entry of an application that is on disk as planned; undefined if its inputs are unknown, or if a file has
 * disappeared.
 */
export function rememberApplication(
  cluster: ClusterDirectory,
  { application, objects, files }: ApplicationPlan,
  indexText: string | undefined,
): CachedApplication | undefined {
  if (application.inputs === undefined) return undefined;
  const stamps: Record<string, FileStamp> = {};
  for (const path of files.keys()) {
    const stamp = stampOf(cluster.absolute(path));
    if (stamp === undefined) return undefined;
    stamps[path] = stamp;
  }
  const remembered = { inputs: application.inputs, objects, files: stamps };
  if (indexText === undefined) return remembered;
  const stamp = stampOf(cluster.absolute(indexPath(application.name)));
  return stamp === undefined ? undefined : { ...remembered, index: { digest: digestOf(indexText), stamp } };
}

/** Every parent is a real directory, and the application's directory contains only its files. */
function hasOnlyItsFiles(cluster: ClusterDirectory, application: string, cached: CachedApplication): boolean {
  let inside = 0;
  const parents = new Set<string>();
  if (cached.index !== undefined) parents.add(indexDirectory);
  else if (cluster.kind(indexPath(application)) !== undefined) return false;
  for (const path of Object.keys(cached.files)) {
    if (path.startsWith(`${application}/`)) inside += 1;
    else parents.add(parentOf(path));
  }
  for (const parent of parents) if (cluster.kind(parent) !== 'directory') return false;
  const kind = cluster.kind(application);
  if (kind === undefined) return inside === 0;
  return kind === 'directory' && readdirSync(cluster.absolute(application)).length === inside;
}

function compareBytes(
  cluster: ClusterDirectory,
  application: string,
  cached: CachedApplication & { readonly index: NonNullable<CachedApplication['index']> },
  touched: readonly string[],
): CachedApplication | undefined {
  const path = cluster.absolute(indexPath(application));
  const stamp = stampOf(path);
  if (stamp === undefined) return undefined;
  const text = readFileSync(path, 'utf8');
  const index = parseIndex(text);
  if (digestOf(text) !== cached.index.digest || 'damage' in index) return undefined;
  const files: Record<string, FileStamp> = { ...cached.files };
  for (const file of touched) {
    const fresh = stampIfKnown(cluster, file, index.files);
    if (fresh === undefined) return undefined;
    files[file] = fresh;
  }
  return { ...cached, index: { digest: cached.index.digest, stamp }, files };
}

/** The stamp is read before the bytes: an outdated stamp only makes the next render read again. */
function stampIfKnown(cluster: ClusterDirectory, path: string, known: KnownFiles): FileStamp | undefined {
  const absolute = cluster.absolute(path);
  const stamp = stampOf(absolute);
  if (stamp === undefined) return undefined;
  return known.get(path)?.includes(digestOf(readFileSync(absolute))) === true ? stamp : undefined;
}
