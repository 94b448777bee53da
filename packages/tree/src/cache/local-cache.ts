import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClusterDirectory } from '../disk/index.ts';
import type { FileStamp } from './file-stamp.ts';

/** The cache entry of an application that was complete and without problems. */
export interface CachedApplication {
  readonly inputs: string;
  readonly objects: number;
  /** Digest and stamp of its index; undefined if it has no files. */
  readonly index?: { readonly digest: string; readonly stamp: FileStamp };
  /** Stamp of each of its files by path inside the cluster. */
  readonly files: Readonly<Record<string, FileStamp>>;
}

export type CachedApplications = ReadonlyMap<string, CachedApplication>;

const version = 1;

/** The local cache of a cluster; empty if absent, damaged or of another tree. */
export function readCache(directory: string, cluster: ClusterDirectory): CachedApplications {
  const applications = new Map<string, CachedApplication>();
  for (const [name, application] of Object.entries(parse(cachePath(directory, cluster), cluster.path))) {
    if (isCachedApplication(application)) applications.set(name, application);
  }
  return applications;
}

/** Saves the cache of a cluster, or deletes it if the cluster has no applications; writes only if `before` differs. */
export function updateCache(
  directory: string,
  cluster: ClusterDirectory,
  before: CachedApplications,
  applications: CachedApplications,
): void {
  const path = cachePath(directory, cluster);
  const isKnown =
    applications.size === before.size && [...applications].every(([name, entry]) => before.get(name) === entry);
  if (applications.size === 0) rmSync(path, { force: true });
  else if (!isKnown) write(directory, path, cluster, applications);
}

/** If the cache cannot be written, the next render compares bytes, so that this is not a problem. */
function write(directory: string, path: string, cluster: ClusterDirectory, applications: CachedApplications): void {
  const temporary = `${path}.${process.pid}`;
  const content = { version, path: cluster.path, applications: Object.fromEntries(applications) };
  try {
    mkdirSync(directory, { recursive: true });
    writeFileSync(temporary, JSON.stringify(content));
    renameSync(temporary, path);
  } catch {
    rmSync(temporary, { force: true });
  }
}

function cachePath(directory: string, cluster: ClusterDirectory): string {
  return join(directory, `${cluster.cluster}.json`);
}

function parse(path: string, clusterPath: string): object {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (!isRecord(value) || value['version'] !== version || value['path'] !== clusterPath) return {};
    return isRecord(value['applications']) ? value['applications'] : {};
  } catch {
    return {};
  }
}

function isCachedApplication(value: unknown): value is CachedApplication {
  if (!isRecord(value) || typeof value['inputs'] !== 'string' || typeof value['objects'] !== 'number') return false;
  const { index, files } = value;
  if (index !== undefined && !(isRecord(index) && typeof index['digest'] === 'string' && isStamp(index['stamp']))) {
    return false;
  }
  return isRecord(files) && Object.values(files).every(isStamp);
}

function isStamp(value: unknown): value is FileStamp {
  return Array.isArray(value) && value.length === 3;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
