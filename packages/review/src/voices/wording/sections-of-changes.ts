import type { Subject } from '../../documents/index.ts';
import type { ChangeGroup } from '../../review/index.ts';
import { visibleLine } from './visible-text.ts';

/** The changes of one application, or of the stacks of AWS of one kind. */
export interface Section {
  readonly title: string;
  readonly changes: readonly ChangeGroup[];
}

/** Changes by what a team owns: applications by name, then what several of them share, then AWS. */
export function sectionsOf(changes: readonly ChangeGroup[]): readonly Section[] {
  return [...Map.groupBy(changes, (change) => sectionOf(change))]
    .map(([key, own]) => ({ key, title: key.slice(1), changes: own }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}

/** Title with a digit in front that sorts it. */
function sectionOf({ at }: ChangeGroup): string {
  const keys = new Set(at.map(({ subject }) => ownerOf(subject)));
  const [first] = keys;
  if (first !== undefined && keys.size === 1) return first;
  return first?.startsWith('1') === true ? '2Several applications' : '4Several stacks and files';
}

function ownerOf(subject: Subject): string {
  switch (subject.is) {
    case 'object':
      return `1${visibleLine(subject.application)}`;
    case 'values':
      return `1${visibleLine(subject.addon)}`;
    case 'resource':
      // The stacks of clusters that are alike have the same changes.
      return subject.stack.startsWith('cluster-') ? '3AWS of clusters' : `3AWS: ${visibleLine(subject.stack)}`;
    case 'bootstrap':
      return `5Bootstrap of account ${visibleLine(subject.account)}`;
    case 'text':
      return '6Other files';
  }
}
