import { isStatefulFile } from '@espalier/cloud/replacement';
import { names, type ResolvedPlatform } from '@espalier/model';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import type { Uncommitted } from '../git/index.ts';
import type { RenderedCluster } from '../render/index.ts';

/** What an app that left a cluster, or is not the StatefulSet that it was, leaves behind that cannot be made again. */
export interface LostData {
  readonly cluster: string;
  readonly application: string;
  /** Whether it left the cluster; if not, it has lost its volumes alone. */
  readonly isGone: boolean;
  /** Resources of its needs as the plan has them, such as `rds.instance-identity-database`. */
  readonly resources: readonly string[];
  /** Claims of its StatefulSet, which stay in the cluster, such as `data-identity-0, …`. */
  readonly claims: readonly string[];
}

/**
 * Apps whose last file has been removed since the last commit, with the data that they had, and those that have volumes
 * no more. It is read from the plan on disk and in Git, since the model knows nothing of an app that is gone.
 */
export function lostData(
  workspace: string,
  platform: ResolvedPlatform,
  { cluster: name, uncommitted: changes }: RenderedCluster,
  uncommitted: Uncommitted,
): readonly LostData[] {
  const cluster = platform.clusters[name];
  if (cluster === undefined) return [];
  const there = new Set(cluster.applications.map((application) => application.name));
  const plans = names.sharedPlanFolder(names.environmentStack(cluster.environment.name));
  return changes
    .filter(({ application }) => !own.has(application))
    .map(({ application, changed, removed }) => {
      const isGone = !there.has(application);
      const planned = `${plans}/${application}`;
      return {
        cluster: name,
        application,
        isGone,
        resources: isGone
          ? statefulFiles([...filesIn(join(workspace, planned)), ...uncommitted.removedIn(planned)])
          : [],
        claims: [
          ...removed.filter(isStatefulSet),
          ...changed
            .filter(isStatefulSet)
            .filter((path) => hasMoved(workspace, uncommitted, `clusters/${name}/${path}`)),
        ].flatMap((path) => claimsOf(uncommitted.committed(`clusters/${name}/${path}`))),
      };
    })
    .filter(({ resources, claims }) => resources.length > 0 || claims.length > 0);
}

/** Directories of a cluster that are no application of the model. */
const own: ReadonlySet<string> = new Set(['root', 'argocd']);

function filesIn(directory: string): readonly string[] {
  return existsSync(directory) ? readdirSync(directory) : [];
}

function statefulFiles(files: readonly string[]): readonly string[] {
  return [...new Set(files.map((file) => basename(file, '.yaml')))].filter(isStatefulFile).sort();
}

interface StatefulSet {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[] };
}

function isStatefulSet(path: string): boolean {
  return basename(path).startsWith('statefulset-');
}

/** Whether a StatefulSet is in another namespace now, to which its claims do not follow. */
function hasMoved(workspace: string, uncommitted: Uncommitted, file: string): boolean {
  const before = uncommitted.committed(file);
  if (before === undefined) return false;
  const [was, is] = [before, readFileSync(join(workspace, file), 'utf8')].map((text) => parse(text) as StatefulSet);
  return was?.metadata.namespace !== is?.metadata.namespace;
}

/** Claims of a StatefulSet by namespace and name; without its text, how to find them. */
function claimsOf(text: string | undefined): readonly string[] {
  if (text === undefined) return ['kubectl get persistentvolumeclaims --all-namespaces names them'];
  const { metadata, spec } = parse(text) as StatefulSet;
  return (spec.volumeClaimTemplates ?? []).map(
    (claim) => `${metadata.namespace}/${claim.metadata.name}-${metadata.name}-0, …`,
  );
}

/** What is lost as text, with the command that says how it goes. */
export function formatLostData({ cluster, application, isGone, resources, claims }: LostData): string {
  const stay = (of: readonly string[]): string =>
    `    the claims of its StatefulSet, which stay in the cluster until someone deletes them: ${of.join('; ')}`;
  if (!isGone) {
    return [
      `${application} is no longer the StatefulSet that it was in ${cluster}: its pods start without the volumes that they had.`,
      stay(claims),
      '  The data stays in them, and nothing reads it. To keep it in use, take the change back; or copy it before you merge.',
      '  What is not needed any more: kubectl delete persistentvolumeclaim, which deletes the data where the class reclaims it (gp3 does).',
    ].join('\n');
  }
  return [
    `${application} leaves ${cluster}, and had data that nobody can make again:`,
    ...resources.map((resource) => `    ${resource}`),
    ...(claims.length === 0 ? [] : [stay(claims)]),
    '  Nothing of it moves to an app of another name. Pulumi refuses to delete what is protected.',
    `  What goes, and in which order: npx nx uninstall ${cluster} --application ${application}`,
  ].join('\n');
}
