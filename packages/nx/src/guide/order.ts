import type { ResolvedApplication, ResolvedCluster } from '@espalier/model';

/** Applications that sync together. */
export interface Wave {
  readonly wave: number;
  readonly applications: readonly Pick<ResolvedApplication, 'name' | 'kind' | 'after'>[];
}

/** The waves of a cluster in sync order, each application with what it waits for and why. */
export function waves(cluster: ResolvedCluster): readonly Wave[] {
  const byWave = Map.groupBy(cluster.applications, ({ wave }) => wave);
  return [...byWave].map(([wave, applications]) => ({
    wave,
    applications: applications.map(({ name, kind, after }) => ({ name, kind, after })),
  }));
}

/** The waves as text. */
export function formatWaves(cluster: ResolvedCluster, all: readonly Wave[]): string {
  const head = `${cluster.name} syncs in ${all.length} waves; within a wave, and among all apps, nothing waits for anything else.`;
  return [
    head,
    ...all.map(({ wave, applications }) =>
      [`wave ${wave}`, ...applications.map(({ name, after }) => `  ${name}${reasons(after)}`)].join('\n'),
    ),
  ].join('\n\n');
}

function reasons(after: ResolvedApplication['after']): string {
  return after.map(({ application, because }) => `\n      after ${application}: ${because}`).join('');
}
