import { subjectName } from '../../documents/index.ts';
import type { ChangeGroup } from '../../review/index.ts';
import {
  causesAt,
  counted,
  fieldLine,
  inPlaces,
  listed,
  namesAt,
  restartText,
  textDiffOf,
  type FieldLine,
  type Section,
} from '../wording/index.ts';
import type { Detail } from './detail.ts';
import { code, details, fenced, htmlCode, link, plain, table } from './escape.ts';

interface Links {
  readonly fileUrl?: (path: string) => string;
}

/** Most lines of one text. */
const mostLines = 80;

/** A block to open for an application or stack. */
export function changesOf({ title, changes }: Section, links: Links, detail: Detail): readonly string[] {
  return details(
    `${htmlCode(title)} ${countsOf(changes)}`,
    changes.flatMap((change) => linesOf(change, links, detail)),
  );
}

/** One row for each application or stack. */
export function countsSection(sections: readonly Section[]): readonly string[] {
  if (sections.length === 0) return [];
  return details(
    `Changes of ${counted(sections.length, 'application or stack', 'applications and stacks')}`,
    table(
      ['application or stack', 'changes'],
      sections.map(({ title, changes }) => [code(title), countsOf(changes)]),
    ),
  );
}

function countsOf(changes: readonly ChangeGroup[]): string {
  return [...Map.groupBy(changes, ({ action }) => action)]
    .map(([action, same]) => `${same.reduce((sum, { at }) => sum + at.length, 0).toLocaleString('en')} ${action}`)
    .join(', ');
}

function linesOf(change: ChangeGroup, links: Links, detail: Detail): readonly string[] {
  const { action, at, fields, notes } = change;
  const restart = restartText(change);
  const [first] = at;
  const from = first?.from;
  const shown = fields.slice(0, detail.fields);
  return [
    [
      `- **${action}** ${listed(namesAt(at).map(code), action === 'deleted' ? Infinity : 5)} ${plain(inPlaces(at))}`,
      ...(from === undefined
        ? []
        : [`from ${code(action === 'moved' && from.is === 'object' ? from.application : subjectName(from))}`]),
      ...(restart === undefined ? [] : [`**${restart}**`]),
      ...(first === undefined || links.fileUrl === undefined || action === 'deleted'
        ? []
        : [link('rendered', links.fileUrl(first.file))]),
      ...(causesAt(at).length === 0
        ? []
        : [`caused by ${listed(causesAt(at).map((path) => link(code(path), links.fileUrl?.(path))))}`]),
    ].join(' · '),
    ...shown.flatMap((field) => {
      const diff = detail.hasTextDiffs ? textDiffOf(field) : [];
      return [
        `  - ${lineOf(fieldLine(field))}`,
        ...(diff.length === 0
          ? []
          : fenced(
              diff.length <= mostLines
                ? diff
                : [...diff.slice(0, mostLines), `@@ ${counted(diff.length - mostLines, 'more line')} @@`],
              'diff',
              '    ',
            )),
      ];
    }),
    ...(fields.length > shown.length ? [`  - and ${counted(fields.length - shown.length, 'more field')}`] : []),
    ...notes.map((note) => `  - ${plain(note)}`),
  ];
}

function lineOf({ sign, path, before, after, remark }: FieldLine): string {
  const name = code(path);
  if (remark !== undefined) return `${name} ${plain(remark)}`;
  switch (sign) {
    case '+':
      return `${name} added: ${code(after ?? '')}`;
    case '-':
      return `${name} removed: ${code(before ?? '')}`;
    case '~':
      return `${name}: ${code(before ?? '')} → ${code(after ?? '')}`;
  }
}
