import { isStatefulFile } from '@espalier/cloud/replacement';
import { names, type ResolvedPlatform } from '@espalier/model';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import type { Uncommitted } from '../git/index.ts';
import type { RenderedCluster } from '../render/index.ts';

/** Unrecoverable data of an app that left a cluster, or is no longer the same StatefulSet. */
export interface LostData {
  readonly cluster: string;
  readonly application: string;
  /** Whether it left the cluster; if not, it has only lost its volumes. */
  readonly isGone: boolean;
  /** Resources of its needs, by their names in the plan, such as `rds.instance-identity-database`. */
  readonly resources: readonly string[];
  /** Claims of its StatefulSet, which stay in the cluster, such as `data-identity-0, …`. */
  readonly claims: readonly string[];
}

/**
 * Apps that left a cluster since the last commit, with their data, and apps that no longer have volumes. The data is
 * read from the plan on disk and in Git, since a removed app is not in the model.
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

/** Directories of a cluster that are not an application of the model. */
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

/** Whether a StatefulSet has moved to another namespace; its claims do not move. */
function hasMoved(workspace: string, uncommitted: Uncommitted, file: string): boolean {
  const before = uncommitted.committed(file);
  if (before === undefined) return false;
  const [was, is] = [before, readFileSync(join(workspace, file), 'utf8')].map((text) => parse(text) as StatefulSet);
  return was?.metadata.namespace !== is?.metadata.namespace;
}

/** Claims of a StatefulSet by namespace and name; without its manifest, the command that finds them. */
function claimsOf(text: string | undefined): readonly string[] {
  if (text === undefined) return ['kubectl get persistentvolumeclaims --all-namespaces names them'];
  const { metadata, spec } = parse(text) as StatefulSet;
  return (spec.volumeClaimTemplates ?? []).map(
    (claim) => `${metadata.namespace}/${claim.metadata.name}-${metadata.name}-0, …`,
  );
}

/** The lost data as text, with the command that prints the next steps. */
export function formatLostData({ cluster, application, isGone, resources, claims }: LostData): string {
  const stay = (of: readonly string[]): string =>
    `    the claims of its StatefulSet, which stay in the cluster until someone deletes them: ${of.join('; ')}`;
  if (!isGone) {
    return [
      `${application} is no longer the same StatefulSet in ${cluster}: its pods start without their old volumes.`,
      stay(claims),
      '  The data stays in the old volumes, and nothing reads it. To keep using it, revert the change, or copy the data before you merge.',
      '  When you no longer need it: kubectl delete persistentvolumeclaim, which also deletes the data if the class reclaims it (gp3 does).',
    ].join('\n');
  }
  return [
    `${application} leaves ${cluster}, and had data that cannot be recreated:`,
    ...resources.map((resource) => `    ${resource}`),
    ...(claims.length === 0 ? [] : [stay(claims)]),
    '  The data does not move to an app with another name. Pulumi refuses to delete what is protected.',
    `  The steps of the removal, in order: npx nx uninstall ${cluster} --application ${application}`,
  ].join('\n');
}
