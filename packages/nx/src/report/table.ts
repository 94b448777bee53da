import type { ResolvedPlatform } from '@espalier/model';
import type { ClusterResult } from '@espalier/tree';
import Table from 'cli-table3';
import { count } from './summary.ts';
import type { WrittenPlan } from './written-plan.ts';

/** The content and the changes of each cluster, as a table for a terminal. */
export function clustersTable(platform: ResolvedPlatform, results: readonly ClusterResult[]): string {
  const table = new Table({
    head: [
      'cluster',
      'environment',
      'Kubernetes',
      'namespaces',
      'apps',
      'addons',
      'applications',
      'objects',
      'changed',
    ],
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'right', 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const result of results) {
    const cluster = platform.clusters[result.cluster];
    const facts =
      cluster === undefined
        ? ['gone', '', '', '', '']
        : [
            cluster.environment.name,
            cluster.kubernetesVersion,
            cluster.namespaces.length,
            cluster.apps.length,
            cluster.addons.length,
          ];
    table.push([result.cluster, ...facts, result.applications, result.objects, changed(result)]);
  }
  return table.toString();
}

/** The number of resources and the changes of each stack's plan, as a table for a terminal. */
export function stacksTable(plans: readonly WrittenPlan[]): string {
  const table = new Table({
    head: ['stack', 'resources', 'changed'],
    colAligns: ['left', 'right', 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const { stack, resources, written } of plans) table.push([stack, resources, changed(written)]);
  return table.toString();
}

function changed({ written, pruned, problems }: ClusterResult): string {
  const parts = [
    written > 0 ? `${count(written, 'file')} written` : '',
    pruned > 0 ? `${pruned} pruned` : '',
    problems.length > 0 ? count(problems.length, 'problem') : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}
