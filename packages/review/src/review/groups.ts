import { canonical, withoutWords } from '../difference/index.ts';
import { subjectId } from '../documents/index.ts';
import { severities } from '../risk-rule/index.ts';
import type { ChangeGroup, Occurrence, RiskGroup } from './review.ts';

/** Merges groups that say the same of other subjects: the same fields of objects of one kind and name in many places. */
export function groupChanges(groups: readonly ChangeGroup[]): readonly ChangeGroup[] {
  return mergeAlike(groups, ({ action, fields, restart, before, after }, text) =>
    // What is whole on one side is compared as a whole.
    [
      action,
      text(canonical(fields)),
      canonical(restart),
      ...(fields.length > 0 ? [] : [text(before ?? ''), text(after ?? '')]),
    ].join('\0'),
  );
}

/** Merges groups of the same risk, and puts the most severe first. */
export function groupRisks(groups: readonly RiskGroup[]): readonly RiskGroup[] {
  return [...mergeAlike(groups, (risk, text) => text(canonical({ ...risk, at: undefined })))].sort(
    (one, other) =>
      severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
      (one.code < other.code ? -1 : one.code > other.code ? 1 : 0),
  );
}

/** Merges what is the same word for word, then what is the same but for the names of its place and subject. */
function mergeAlike<Group extends { readonly at: readonly Occurrence[] }>(
  groups: readonly Group[],
  key: (group: Group, text: (text: string) => string) => string,
): readonly Group[] {
  const same = merge(groups, (group) => `${kindOf(group.at)}\0${key(group, String)}`);
  return merge(same, (group) => `${kindOf(group.at)}\0${key(group, (text) => neutral(text, group.at))}`);
}

function merge<Group extends { readonly at: readonly Occurrence[] }>(
  groups: readonly Group[],
  key: (group: Group) => string,
): readonly Group[] {
  return [...Map.groupBy(groups, key).values()].map((same) => {
    const [first] = same;
    if (first === undefined) throw new Error('a group has at least one member');
    const at = [...new Map(same.flatMap((group) => group.at).map((one) => [subjectId(one.subject), one])).values()];
    return { ...first, at: at.sort((one, other) => (one.file < other.file ? -1 : 1)) };
  });
}

/** What the subjects of a group have in common: all but the place, and the names of objects whose change is field by field. */
function kindOf([first]: readonly Occurrence[]): string {
  const subject = first?.subject;
  if (subject === undefined) return '';
  switch (subject.is) {
    case 'object':
      return `${subject.apiVersion}|${subject.kind}`;
    case 'resource':
      return subject.resourceType;
    case 'values':
      return `values|${subject.addon}`;
    case 'bootstrap':
    case 'text':
      return subject.is;
  }
}

/**
 * Text without what only says where it is: the place, and the name and namespace of the subject. Accounts stay: a foreign
 * one would be hidden behind the own one.
 */
function neutral(text: string, [first]: readonly Occurrence[]): string {
  if (first === undefined) return text;
  const { subject, place } = first;
  const names = [
    ...(subject.is === 'object' ? [subject.name, subject.namespace] : []),
    ...(subject.is === 'resource' ? [subject.name, subject.stack, subject.stack.replace(/^[a-z]+-/, '')] : []),
    ...(subject.is === 'bootstrap' ? [subject.account] : []),
    place,
  ];
  return withoutWords(
    text,
    names.filter((name) => name !== ''),
  );
}
