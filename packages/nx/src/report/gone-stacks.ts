import { names, type ResolvedPlatform } from '@espalier/model';
import type { Written } from './next-steps.ts';

/** A stack that the model no longer has, with where the model had it. */
export interface GoneStack {
  readonly stack: string;
  readonly definition: string;
}

/** Stacks whose cluster, environment or account has left the model since the last commit. */
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

/** What is left of a stack as text, with what is done first. */
export function formatGoneStack({ stack, definition }: GoneStack): string {
  return [
    `${stack} is gone from the model, and AWS still has all that it made. Without the model, no command reaches the stack:`,
    '  destroy it before you delete its definition.',
    `    git restore --source=HEAD --staged --worktree ${definition} && npm start    puts it back`,
    "    docs/guides/cloud-from-an-empty-account-to-a-running-cluster.md, 'Taking down a cluster and an environment'",
    '  Only where that is done already, commit.',
  ].join('\n');
}
