import { isStatefulFile } from '@espalier/cloud/replacement';
import { names, type ResolvedPlatform } from '@espalier/model';
import type { ClusterResult } from '@espalier/tree';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What an app that left a cluster leaves behind that nobody can make again. */
export interface LostData {
  readonly cluster: string;
  readonly application: string;
  /** Resources of its needs as the plan has them, such as `rds.instance-identity-database`. */
  readonly resources: readonly string[];
  /** Whether it had a StatefulSet, whose claims stay in the cluster. */
  readonly hasVolumes: boolean;
}

/**
 * Apps whose last file a render has removed, with the data that they had. It is read from the plan on disk, since the
 * model knows nothing of an app that is gone.
 */
export function lostData(
  workspace: string,
  platform: ResolvedPlatform,
  { cluster: name, changes }: ClusterResult,
): readonly LostData[] {
  const cluster = platform.clusters[name];
  if (cluster === undefined) return [];
  const there = new Set(cluster.applications.map((application) => application.name));
  const plans = join(workspace, names.sharedPlanFolder(names.environmentStack(cluster.environment.name)));
  return changes
    .filter(({ application, removed }) => removed.length > 0 && !there.has(application) && !own.has(application))
    .map(({ application, removed }) => ({
      cluster: name,
      application,
      resources: statefulFiles(join(plans, application)),
      hasVolumes: removed.some((path) => basename(path).startsWith('statefulset-')),
    }))
    .filter(({ resources, hasVolumes }) => resources.length > 0 || hasVolumes);
}

/** Directories of a cluster that are no application of the model. */
const own: ReadonlySet<string> = new Set(['root', 'argocd']);

function statefulFiles(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .map((file) => basename(file, '.yaml'))
    .filter(isStatefulFile)
    .sort();
}

/** What is lost as text, with the command that says how it goes. */
export function formatLostData({ cluster, application, resources, hasVolumes }: LostData): string {
  return [
    `${application} leaves ${cluster}, and had data that nobody can make again:`,
    ...resources.map((resource) => `    ${resource}`),
    ...(hasVolumes ? ['    the claims of its StatefulSet, which stay in the cluster until someone deletes them'] : []),
    '  Nothing of it moves to an app of another name. Pulumi refuses to delete what is protected.',
    `  What goes, and in which order: npx nx uninstall ${cluster} --application ${application}`,
  ].join('\n');
}
