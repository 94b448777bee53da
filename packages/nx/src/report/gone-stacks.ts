import { names, type ResolvedPlatform } from '@espalier/model';
import type { Written } from './next-steps.ts';

/** A stack that the model no longer has, with its former definition. */
export interface GoneStack {
  readonly stack: string;
  readonly definition: string;
}

/** Stacks of clusters, environments and accounts that have left the model since the last commit. */
export function goneStacks(
  platform: ResolvedPlatform,
  { clusters, plans }: Pick<Written, 'clusters' | 'plans'>,
): readonly GoneStack[] {
  const there = new Set([
    ...Object.keys(platform.clusters).map(names.clusterStack),
    ...Object.keys(platform.environments).map(names.environmentStack),
    ...Object.keys(platform.accounts).map(names.accountStack),
  ]);
  const said = [...clusters.map(({ cluster }) => names.clusterStack(cluster)), ...plans.map(({ stack }) => stack)];
  return [...new Set(said)]
    .filter((stack) => !there.has(stack))
    .map((stack) => ({ stack, definition: definitionOf(stack) }));
}

function definitionOf(stack: string): string {
  const [, kind, name] = /^(cluster|environment|account)-(.*)$/.exec(stack) ?? [];
  if (kind === 'cluster') return `apps/platform/clusters/${name ?? ''}`;
  return kind === 'environment' ? `apps/platform/environments/${name ?? ''}.ts` : 'apps/platform/platform.ts';
}

/** The remains of a stack as text, with the next steps. */
export function formatGoneStack({ stack, definition }: GoneStack): string {
  return [
    `${stack} is no longer in the model, but its resources are still in AWS. No command works on a stack that is not in the model:`,
    '  destroy it before you delete its definition.',
    `    git restore --source=HEAD --staged --worktree ${definition} && npm start    puts it back`,
    "    docs/guides/cloud-from-an-empty-account-to-a-running-cluster.md, 'Taking down a cluster and an environment'",
    '  Commit only if that is already done.',
  ].join('\n');
}
