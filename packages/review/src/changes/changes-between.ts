import type { Json } from '@espalier/model';
import { createHash } from 'node:crypto';
import type { Comparison, Side } from '../comparison/index.ts';
import { compareValues, type Difference, type FieldChange } from '../difference/index.ts';
import { isRendered, readDocuments, subjectId, type Document } from '../documents/index.ts';
import type { Change } from './change.ts';
import { renamesAmong } from './renames.ts';

/**
 * What changed in the tree, the plans and the bootstrap, one entry a subject. Subjects are matched by what they are, then
 * by similar content. Only files that differ are read.
 *
 * @param isWanted which files to look at, by path; all that Espalier writes where it is left out
 * @throws ProblemsError ESP8031 where a file is no YAML
 */
export function changesBetween(
  comparison: Comparison,
  isWanted: (path: string) => boolean = () => true,
): readonly Change[] {
  const files = comparison.changed.filter(({ path }) => isRendered(path) && isWanted(path));
  const noFiles = files.flatMap(({ path, isNoFile }): readonly Document[] =>
    isNoFile === undefined ? [] : [{ subject: { is: 'text', path }, file: path, data: `${path} is ${isNoFile}.` }],
  );
  const documentsOf = (side: Side): readonly Document[] => {
    const texts = comparison.read(
      side,
      files.filter((file) => file[side] !== undefined && file.isNoFile === undefined).map(({ path }) => path),
    );
    return [...texts].flatMap(([path, text]) => readDocuments(path, text));
  };
  const { pairs, deleted, added } = matched(documentsOf('base'), [...documentsOf('head'), ...noFiles]);
  const renames = renamesAmong(deleted, added);
  const renamed = new Set(renames.flatMap(({ from, to }) => [from, to]));
  const compare = remembering(compareValues);
  return [
    ...pairs.flatMap(([before, after]) =>
      changed(before, after, withoutOrder(after, compare(before.data, after.data))),
    ),
    ...renames.map(({ from, to }): Change => ({
      action: 'renamed',
      subject: to.subject,
      from: from.subject,
      file: to.file,
      ...compare(from.data, to.data),
      before: from.data,
      after: to.data,
    })),
    ...deleted.filter((document) => !renamed.has(document)).map((document) => whole('deleted', document)),
    ...added.filter((document) => !renamed.has(document)).map((document) => whole('added', document)),
  ].sort((one, other) => order(one) - order(other) || (one.file < other.file ? -1 : 1));
}

interface Matched {
  readonly pairs: readonly (readonly [before: Document, after: Document])[];
  readonly deleted: readonly Document[];
  readonly added: readonly Document[];
}

/** Pairs what is the same on both sides. Two files of one side may hold one subject: then those of one file are a pair first. */
function matched(base: readonly Document[], head: readonly Document[]): Matched {
  const id = ({ subject }: Document): string => subjectId(subject);
  const left = new Map([...Map.groupBy(base, id)].map(([key, documents]) => [key, [...documents]]));
  const take = (after: Document, isIt: (before: Document) => boolean): Document | undefined => {
    const documents = left.get(id(after)) ?? [];
    const index = documents.findIndex(isIt);
    return index === -1 ? undefined : documents.splice(index, 1)[0];
  };
  const inFile = head.map((after) => ({ after, before: take(after, ({ file }) => file === after.file) }));
  const all = inFile.map(({ after, before }) => ({ after, before: before ?? take(after, () => true) }));
  return {
    pairs: all.flatMap(({ after, before }) => (before === undefined ? [] : [[before, after] as const])),
    deleted: [...left.values()].flat(),
    added: all.filter(({ before }) => before === undefined).map(({ after }) => after),
  };
}

function changed(before: Document, after: Document, { fields, noise }: Difference): readonly Change[] {
  const isMoved =
    before.subject.is === 'object' &&
    after.subject.is === 'object' &&
    before.subject.application !== after.subject.application;
  // One file may hold several objects, and only some of them changed.
  if (!isMoved && fields.length === 0 && noise.length === 0 && before.file === after.file) return [];
  return [
    {
      action: isMoved ? 'moved' : 'changed',
      subject: after.subject,
      ...(isMoved && { from: before.subject }),
      file: after.file,
      fields,
      noise: !isMoved && fields.length === 0 && noise.length === 0 ? [{ kind: 'formatting', path: '' }] : noise,
      before: before.data,
      after: after.data,
    },
  ];
}

/** What a resource of a plan waits for follows from the resources that it uses: nothing to decide about. */
function withoutOrder({ subject }: Document, { fields, noise }: Difference): Difference {
  if (subject.is !== 'resource') return { fields, noise };
  const isOrder = ({ path }: FieldChange): boolean => /^dependencies\b/.test(path);
  return {
    fields: fields.filter((field) => !isOrder(field)),
    noise: [...noise, ...fields.filter(isOrder).map(({ path }) => ({ kind: 'dependency' as const, path }))],
  };
}

function whole(action: 'added' | 'deleted', { subject, file, data }: Document): Change {
  return { action, subject, file, fields: [], noise: [], ...(action === 'added' ? { after: data } : { before: data }) };
}

const places = ['object', 'values', 'resource', 'bootstrap', 'text'] as const;

function order({ subject }: Change): number {
  return places.indexOf(subject.is);
}

/** Clusters alike have the same change, which is compared once. */
function remembering(compare: (before: Json, after: Json) => Difference): (before: Json, after: Json) => Difference {
  const known = new Map<string, Difference>();
  return (before, after) => {
    const key = createHash('sha1')
      .update(JSON.stringify(before))
      .update('\0')
      .update(JSON.stringify(after))
      .digest('base64');
    const difference = known.get(key) ?? compare(before, after);
    known.set(key, difference);
    return difference;
  };
}
