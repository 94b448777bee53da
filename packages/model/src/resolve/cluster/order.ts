import type { ResolvedApplication } from '../../resolved/index.ts';

/** An application before its wave is known. */
export type UnorderedApplication = Omit<ResolvedApplication, 'wave'>;

/** Applications with their waves, or the cycle that prevents an order. */
export type Order =
  | { readonly applications: readonly ResolvedApplication[]; readonly cycle: undefined }
  | { readonly applications: undefined; readonly cycle: readonly CycleEdge[] };

/** One edge of a cycle: `application` waits for `after` because of something. */
export interface CycleEdge {
  readonly application: string;
  readonly after: string;
  readonly because: string;
}

/**
 * Gives every application the latest wave that still comes before all that wait for it. Applications that nothing waits
 * for share the last wave. Argo CD starts a wave when all earlier ones are healthy, and does not wait for the last. So
 * only an application that others need can block another.
 */
export function order(applications: readonly UnorderedApplication[]): Order {
  const sorted = sortByNeed(applications);
  if (!('names' in sorted)) return { applications: undefined, cycle: sorted.cycle };
  const byName = new Map(applications.map((application) => [application.name, application]));
  /** How many waves must follow an application's wave. */
  const followers = new Map<string, number>();
  for (const name of sorted.names.toReversed()) {
    const own = followers.get(name) ?? 0;
    followers.set(name, own);
    for (const { application: earlier } of byName.get(name)?.after ?? []) {
      followers.set(earlier, Math.max(followers.get(earlier) ?? 0, own + 1));
    }
  }
  const last = Math.max(0, ...followers.values());
  const ordered = applications.map((application) => ({
    ...application,
    wave: last - (followers.get(application.name) ?? 0),
  }));
  ordered.sort((one, other) => one.wave - other.wave || (one.name < other.name ? -1 : 1));
  return { applications: ordered, cycle: undefined };
}

/** Names in an order in which each comes after all that it waits for, or a cycle. */
function sortByNeed(
  applications: readonly UnorderedApplication[],
): { readonly names: readonly string[] } | { readonly cycle: readonly CycleEdge[] } {
  const byName = new Map(applications.map((application) => [application.name, application]));
  const names = new Set<string>();
  const trail: CycleEdge[] = [];

  /** Whether the application and all that it waits for could be sorted; if not, `trail` is the cycle. */
  const visit = ({ name, after }: UnorderedApplication): boolean => {
    if (names.has(name)) return true;
    for (const { application: earlier, because } of after) {
      const target = byName.get(earlier);
      if (target === undefined) continue;
      trail.push({ application: name, after: earlier, because });
      const start = trail.findIndex((edge) => edge.application === earlier);
      if (start !== -1) {
        trail.splice(0, start);
        return false;
      }
      if (!visit(target)) return false;
      trail.pop();
    }
    names.add(name);
    return true;
  };
  return applications.every(visit) ? { names: [...names] } : { cycle: trail };
}
