import { isMapping, type Json } from '@espalier/model';
import { withoutWords } from '../difference/index.ts';
import type { Document, ObjectSubject } from '../documents/index.ts';

/** A deleted and an added object that are one object under two names. */
export interface Rename {
  readonly from: Document;
  readonly to: Document;
}

/** Share of equal content from which on two objects count as one that was renamed; Git and dyff use the same. */
const alike = 0.6;

/** More pairs of one kind are not compared: the cost grows with their square. */
const mostPairs = 10_000;

/**
 * Pairs what was deleted with what was added: the same kind in the same cluster with the same name or namespace, of the
 * most similar content.
 */
export function renamesAmong(deleted: readonly Document[], added: readonly Document[]): readonly Rename[] {
  const addedByKind = Map.groupBy(added.filter(isOfObject), ({ subject }) => kindIn(subject));
  return [...Map.groupBy(deleted.filter(isOfObject), ({ subject }) => kindIn(subject))].flatMap(([kind, from]) => {
    const to = addedByKind.get(kind) ?? [];
    return from.length * to.length > mostPairs ? [] : pairs(from, to);
  });
}

type ObjectDocument = Document & { readonly subject: ObjectSubject };

function pairs(from: readonly ObjectDocument[], to: readonly ObjectDocument[]): readonly Rename[] {
  const scored = from
    .flatMap((old) =>
      to
        .filter(({ subject }) => subject.name === old.subject.name || subject.namespace === old.subject.namespace)
        .map((now) => ({ from: old, to: now, score: similarity(old, now) })),
    )
    .filter(({ score }) => score >= alike)
    .sort((one, other) => other.score - one.score);
  const taken = new Set<Document>();
  return scored.filter((pair) => {
    if (taken.has(pair.from) || taken.has(pair.to)) return false;
    taken.add(pair.from).add(pair.to);
    return true;
  });
}

/** Share of values that both have, once the old name stands for the new one. */
function similarity(old: ObjectDocument, now: ObjectDocument): number {
  const [one, other] = [leavesOf(old), leavesOf(now)];
  const common = [...one].filter((leaf) => other.has(leaf)).length;
  return one.size + other.size === 0 ? 0 : (2 * common) / (one.size + other.size);
}

function leavesOf({ data, subject }: ObjectDocument): ReadonlySet<string> {
  const leaves = new Set<string>();
  const fields = isMapping(data) ? (data as Readonly<Record<string, Json>>) : {};
  collect({ ...fields, metadata: withoutNames(fields['metadata']) }, '', leaves);
  const names = [subject.name, subject.namespace].filter((name) => name !== '');
  return new Set([...leaves].map((leaf) => withoutWords(leaf, names)));
}

function withoutNames(metadata: Json | undefined): Json {
  const { labels = {}, annotations = {} } = isMapping(metadata) ? (metadata as Readonly<Record<string, Json>>) : {};
  return { labels, annotations };
}

function collect(value: Json, path: string, leaves: Set<string>): void {
  if (Array.isArray(value)) for (const item of value as readonly Json[]) collect(item, `${path}[]`, leaves);
  else if (isMapping(value)) {
    for (const [key, inner] of Object.entries(value as Readonly<Record<string, Json>>))
      collect(inner, `${path}.${key}`, leaves);
  } else leaves.add(`${path}=${JSON.stringify(value)}`);
}

function kindIn({ cluster, apiVersion, kind }: ObjectSubject): string {
  return [cluster, apiVersion, kind].join('|');
}

function isOfObject(document: Document): document is ObjectDocument {
  return document.subject.is === 'object';
}
