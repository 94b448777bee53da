import type { ClusterDirectory } from './cluster-directory.ts';
import { digestOf } from './digest.ts';
import { stampOf, type FileStamp } from './file-stamp.ts';
import { indexPath } from './index-file.ts';
import type { CachedApplication } from './local-cache.ts';
import type { ApplicationPlan } from './plan-application.ts';

/**
 * What to remember of an application that stands on disk as planned; undefined where its inputs are unknown, or a file
 * went away meanwhile.
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
