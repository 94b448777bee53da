import type { ResolvedDeployment, ResolvedEnvironment, ResolvedNeed, ResolvedPlatform } from '@espalier/model';

/** Whose needs an environment provides together. */
export interface NeedsOfOwner {
  /** App; addon, whose secrets and databases its clusters share; or cluster and addon, for what each has of its own. */
  readonly owner: string;
  /** Key of `owners`: the people behind it. */
  readonly team: string;
  /** What it owns; nothing of what it shares. */
  readonly needs: readonly ResolvedNeed[];
  readonly app: ResolvedDeployment | undefined;
}

/**
 * Every need that an environment provides, once: by the app or addon that owns it. Sorted by owner.
 *
 * An owner's name never depends on which clusters an environment has: two clusters that share a secret find it under
 * the same name when one of them goes.
 */
export function providedNeeds(platform: ResolvedPlatform, environment: ResolvedEnvironment): readonly NeedsOfOwner[] {
  const apps = (platform.deployments[environment.name] ?? []).map((app) => ({
    owner: app.name,
    team: app.owner.name,
    needs: app.needs.filter((need) => !('ownedBy' in need) || need.ownedBy === app.name),
    app,
  }));
  const shared = new Map<string, ResolvedNeed>();
  const addons = Object.values(platform.clusters)
    .filter((cluster) => cluster.environment.name === environment.name)
    .flatMap((cluster) =>
      cluster.addons.flatMap(({ name, needs }) => {
        const itsOwn = `${cluster.name}-${name}`;
        const first = needs.filter((need) => {
          const path = 'secretPath' in need ? need.secretPath : undefined;
          if (path === undefined || shared.has(path)) return false;
          shared.set(path, need);
          return true;
        });
        return [
          { owner: name, team: 'platform', needs: first, app: undefined },
          {
            owner: itsOwn,
            team: 'platform',
            needs: needs.filter((need) => 'ownedBy' in need && need.ownedBy === itsOwn),
            app: undefined,
          },
        ];
      }),
    );
  const byOwner = Map.groupBy([...apps, ...addons], ({ owner }) => owner);
  return [...byOwner]
    .map(([owner, [first, ...more]]) => ({
      owner,
      team: first?.team ?? 'platform',
      needs: [...(first?.needs ?? []), ...more.flatMap(({ needs }) => needs)],
      app: first?.app,
    }))
    .filter(({ needs, app }) => app !== undefined || needs.length > 0)
    .sort((one, other) => (one.owner < other.owner ? -1 : 1));
}
