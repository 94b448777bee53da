import type { ChangeGroup, Review } from '../../review/index.ts';
import { severities, type Severity } from '../../risk-rule/index.ts';
import { countedPlaces } from './occurrences.ts';
import { counted, listed } from './visible-text.ts';

/** Whether there is nothing to say. */
export function saysNothing({ changes, risks }: Review): boolean {
  return changes.length === 0 && risks.length === 0;
}

/** The result in a few short parts: `2 critical, 1 high`, `14 changes in 2 clusters`, `1 AWS resource replaced or deleted`. */
export function verdict(review: Review): readonly string[] {
  const { places, changes } = review;
  const sum = (key: 'added' | 'changed' | 'deleted' | 'pods' | 'replaced'): number =>
    places.reduce((total, place) => total + place[key], 0);
  const at = changes.flatMap((change) => change.at);
  const pods = sum('pods');
  return [
    riskCounts(review),
    ...(at.length === 0 ? [] : [`${counted(at.length, 'change')} in ${countedPlaces(at)}`]),
    ...(sum('deleted') > 0 ? [`${sum('deleted').toLocaleString('en')} deleted`] : []),
    ...(pods > 0
      ? [`${places.some(({ isAtLeast }) => isAtLeast) ? '≥ ' : ''}${counted(pods, 'pod restarts', 'pods restart')}`]
      : []),
    ...(sum('replaced') > 0 ? [`${counted(sum('replaced'), 'AWS resource')} replaced or deleted`] : []),
  ];
}

function riskCounts({ risks }: Review): string {
  const counts = severities.flatMap((severity) => {
    const count = risks.filter((risk) => risk.severity === severity).length;
    return count === 0 ? [] : [`${count.toLocaleString('en')} ${severity}`];
  });
  return counts.length === 0 ? 'no risk found' : listed(counts);
}

/** Coloured square for a severity; its name always stands next to it. */
export const marks: Readonly<Record<Severity, string>> = { critical: '🟥', high: '🟧', medium: '🟨', low: '🟦' };

/** `restarts 6 pods`; `undefined` where none restarts. */
export function restartText({ restart, at }: ChangeGroup): string | undefined {
  if (restart === undefined) return undefined;
  // JSON has no `undefined`.
  const { pods, isAtLeast } = restart;
  if (typeof pods !== 'number') return 'restarts one pod on each node';
  return `restarts ${isAtLeast ? '≥ ' : ''}${counted(pods * at.length, 'pod')}`;
}

/** Whether subjects of a change are not there any more after it. */
export function deletes({ action }: ChangeGroup): boolean {
  return action === 'deleted' || action === 'renamed';
}

export const noiseText = (count: number): string =>
  `${counted(count, 'difference')} that ${count === 1 ? 'changes' : 'change'} nothing`;
