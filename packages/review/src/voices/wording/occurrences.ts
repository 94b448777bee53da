import { subjectName } from '../../documents/index.ts';
import type { Occurrence } from '../../review/index.ts';
import { counted, listed, visibleLine } from './visible-text.ts';

type At = readonly Occurrence[];

/** Names of the subjects, each once, without their places. */
export function namesAt(at: At): readonly string[] {
  return [...new Set(at.map(({ subject }) => visibleLine(subjectName(subject))))];
}

/** Clusters and stacks, each once. */
export function placesAt(at: At): readonly string[] {
  return [...new Set(at.map(({ place }) => visibleLine(place)))];
}

/** `in production`, `in 100 clusters`, `in 2 clusters and stacks` */
export function inPlaces(at: At, most = 3): string {
  const places = placesAt(at);
  return `in ${places.length <= most ? listed(places) : countedPlaces(at)}`;
}

/** `100 clusters`, `3 stacks`, `4 clusters and stacks` */
export function countedPlaces(at: At): string {
  const places = new Set(at.map(({ place }) => place));
  const clusters = new Set(at.filter(isOfCluster).map(({ place }) => place));
  if (clusters.size === places.size) return counted(places.size, 'cluster');
  return counted(
    places.size,
    clusters.size === 0 ? 'stack' : 'cluster or stack',
    clusters.size === 0 ? 'stacks' : 'clusters and stacks',
  );
}

function isOfCluster({ subject, place }: Occurrence): boolean {
  switch (subject.is) {
    case 'object':
    case 'values':
      return true;
    case 'resource':
      return subject.stack === `cluster-${place}`;
    case 'bootstrap':
    case 'text':
      return false;
  }
}

/** Files that caused a group, those of its most places first. */
export function causesAt(at: At, most = 3): readonly string[] {
  const counts = new Map<string, number>();
  for (const [first] of at.map(({ causes }) => causes)) {
    if (first !== undefined) counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, most)
    .map(([path]) => path);
}
