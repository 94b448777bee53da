import type { ResolvedDeployment, ResolvedEnvironment, ResolvedNeed, ResolvedPlatform } from '@espalier/model';

/** An owner of needs in an environment. */
export interface NeedsOfOwner {
  /**
   * An app; an addon, for secrets that its clusters share; or a cluster and an addon, for resources that each cluster
   * has separately.
   */
  readonly owner: string;
  /** Key of `owners`: the responsible team. */
  readonly team: string;
  /** Its own needs, without the shared ones of others. */
  readonly needs: readonly ResolvedNeed[];
  readonly app: ResolvedDeployment | undefined;
}

/**
 * Every need of an environment, once, by its owner. Sorted by owner.
 *
 * An owner's name does not depend on the clusters of the environment: if one of two clusters is removed, the other
 * finds a shared secret under the same name.
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
