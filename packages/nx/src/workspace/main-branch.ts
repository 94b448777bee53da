import type { ResolvedPlatform } from '@espalier/model';

/** Branch that Argo CD follows. */
export function mainBranch({ revision }: ResolvedPlatform): string {
  return /^refs\/heads\/(.+)$/.exec(revision)?.[1] ?? 'main';
}
