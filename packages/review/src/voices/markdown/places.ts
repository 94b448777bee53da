import type { PlaceSummary } from '../../review/index.ts';
import { counted, listed } from '../wording/index.ts';
import type { Detail } from './detail.ts';
import { code, details, table } from './escape.ts';

const head = ['cluster or stack', 'added', 'changed', 'deleted', 'pods restarted', 'AWS replaced'];

/** Rows that fit on the first screen. */
const firstScreen = 8;

/** Clusters × what changes; places with the same numbers share a row. */
export function placesSection(places: readonly PlaceSummary[], detail: Detail): readonly string[] {
  if (places.length === 0 || detail.places === 0) return [];
  const rows = [...Map.groupBy(places, (place) => numbersOf(place).join()).values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [[namesOf(same), ...numbersOf(first)]];
  });
  const most = Math.min(rows.length, detail.places);
  return [
    '',
    '### What changes',
    '',
    ...table(head, rows.slice(0, firstScreen), 5),
    ...(most > firstScreen
      ? details(counted(most - firstScreen, 'more row'), table(head, rows.slice(firstScreen, most), 5))
      : []),
    ...(rows.length > Math.max(most, firstScreen)
      ? ['', `and ${counted(rows.length - Math.max(most, firstScreen), 'more row')}.`]
      : []),
  ];
}

function namesOf(same: readonly PlaceSummary[]): string {
  const names = same.map(({ place }) => place);
  return listed(names.map(code), 3);
}

function numbersOf({ added, changed, deleted, pods, isAtLeast, replaced }: PlaceSummary): readonly string[] {
  const number = (count: number): string => (count === 0 ? '·' : count.toLocaleString('en'));
  return [
    number(added),
    number(changed),
    deleted === 0 ? '·' : `**${number(deleted)}**`,
    `${isAtLeast && pods > 0 ? '≥ ' : ''}${number(pods)}`,
    replaced === 0 ? '·' : `**${number(replaced)}**`,
  ];
}
