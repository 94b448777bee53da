import { diffLines } from 'diff';
import { noiseKinds } from '../../difference/index.ts';
import { subjectId, subjectName, type Subject } from '../../documents/index.ts';
import type { ChangeGroup, Occurrence, Review, RiskGroup } from '../../review/index.ts';
import { severities } from '../../risk-rule/index.ts';
import {
  fieldLine,
  inPlaces,
  listed,
  namesAt,
  restartText,
  sectionsOf,
  verdict,
  visible,
  visibleLine,
} from '../wording/index.ts';

/** What `report/report.mjs` shows. */
export function reportDataOf(review: Review): object {
  const worst = new Map<string, RiskGroup['severity']>();
  // Risks are sorted: the first of a subject is the most severe.
  for (const { severity, at } of review.risks) {
    for (const { subject } of at) if (!worst.has(subjectId(subject))) worst.set(subjectId(subject), severity);
  }
  return {
    verdict: verdict(review),
    base: visibleLine(review.base),
    head: visibleLine(review.head),
    severities,
    risks: review.risks.map((risk) => riskOf(risk)),
    changes: sectionsOf(review.changes).flatMap(({ title, changes }) =>
      changes.map((change) => changeOf(change, title, worst)),
    ),
    places: review.places.map((one) => ({ ...one, place: visibleLine(one.place) })),
    noise: review.noise.map(({ kind, count, files }) => ({
      kind,
      count,
      files: files.map(visibleLine),
      what: noiseKinds[kind],
    })),
    notChecked: review.notChecked.map(visibleLine),
  };
}

function riskOf({ code, severity, title, at, effect, because, source, steps, path }: RiskGroup): object {
  return {
    code,
    severity,
    title: visibleLine(title),
    ...whereOf(at),
    ...(path !== undefined && { path: visibleLine(path) }),
    why: [effect, because, source].filter((sentence) => sentence !== undefined).map(visibleLine),
    steps: steps.map(visibleLine),
  };
}

function changeOf(change: ChangeGroup, section: string, worst: ReadonlyMap<string, RiskGroup['severity']>): object {
  const { action, at, fields, before, after, notes } = change;
  const own = at.flatMap(({ subject }) => worst.get(subjectId(subject)) ?? []);
  const severity = severities.find((one) => own.includes(one));
  return {
    action,
    section,
    ...(severity !== undefined && { severity }),
    ...whereOf(at),
    ...(restartText(change) !== undefined && { restart: restartText(change) }),
    fields: fields.map((field) => fieldLine(field, 2_000)),
    diff: diffOf(before ?? '', after ?? ''),
    notes: notes.map(visibleLine),
  };
}

function whereOf(at: readonly Occurrence[]): object {
  const [first] = at;
  return {
    name: listed(namesAt(at), 3),
    kind: first === undefined ? '' : kindOf(first.subject),
    where: inPlaces(at),
    ...(first?.from !== undefined && { from: fromOf(first.subject, first.from) }),
    at: at.map(({ subject, place, file, causes }) => [
      visibleLine(place),
      visibleLine(subjectName(subject)),
      visibleLine(file),
      visibleLine(causes[0] ?? ''),
    ]),
  };
}

/** The old name; the old application where only that changed. */
function fromOf(subject: Subject, from: Subject): string {
  const name = subjectName(from);
  return visibleLine(name === subjectName(subject) && from.is === 'object' ? `application ${from.application}` : name);
}

function kindOf(subject: Subject): string {
  switch (subject.is) {
    case 'object':
      return visibleLine(subject.kind);
    case 'resource':
      return visibleLine(subjectName(subject).split(' ')[0] ?? '');
    case 'values':
      return 'Helm values';
    case 'bootstrap':
      return 'bootstrap';
    case 'text':
      return 'file';
  }
}

/** Longer texts are compared as a whole: the time grows with the square of what differs. */
const mostCharacters = 500_000;

/** Both texts as pieces: `0` on both sides, `-1` only before, `1` only after. */
function diffOf(before: string, after: string): readonly (readonly [number, string])[] {
  const [old, now] = [visible(before), visible(after)];
  if (old === now) return [];
  const pieces =
    old.length + now.length > mostCharacters
      ? [
          { removed: true, value: old },
          { added: true, value: now },
        ]
      : diffLines(old, now);
  return pieces
    .filter(({ value }) => value !== '')
    .map(
      ({ added, removed, value }: { readonly added?: boolean; readonly removed?: boolean; readonly value: string }) => [
        added === true ? 1 : removed === true ? -1 : 0,
        value.replace(/\n$/, ''),
      ],
    );
}
