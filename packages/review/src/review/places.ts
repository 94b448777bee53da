import type { Action } from '../changes/index.ts';
import type { ChangeGroup, PlaceSummary, RiskGroup } from './review.ts';

/** One row for each cluster or stack that changes, by name. */
export function placesOf(changes: readonly ChangeGroup[], risks: readonly RiskGroup[]): readonly PlaceSummary[] {
  const replaced = Map.groupBy(
    risks.filter(({ code }) => replacing.has(code)).flatMap(({ at }) => at),
    ({ place }) => place,
  );
  const all = changes.flatMap(({ action, restart, at }) => at.map(({ place }) => ({ action, restart, place })));
  return [...Map.groupBy(all, ({ place }) => place)]
    .map(([place, own]) => {
      const restarts = own.flatMap(({ restart }) => restart ?? []);
      const count = (...actions: readonly Action[]): number =>
        own.filter(({ action }) => actions.includes(action)).length;
      return {
        place,
        added: count('added', 'renamed'),
        changed: count('changed', 'moved'),
        deleted: count('deleted', 'renamed'),
        pods: restarts.reduce((sum, { pods }) => sum + (pods ?? 1), 0),
        isAtLeast: restarts.some(({ pods, isAtLeast }) => pods === undefined || isAtLeast),
        replaced: new Set(replaced.get(place)?.map(({ file }) => file)).size,
      };
    })
    .sort((one, other) => (one.place < other.place ? -1 : 1));
}

/** Rules about AWS resources that are replaced or deleted. */
const replacing: ReadonlySet<string> = new Set(['ESP8103', 'ESP8104']);
