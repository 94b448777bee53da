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
  sectionsOf,
  textDiffOf,
  type FieldLine,
} from '../shared/index.ts';
import type { Detail } from './detail.ts';
import { code, details, fenced, htmlCode, link, plain, table } from './escape.ts';

interface Links {
  readonly fileUrl?: (path: string) => string;
}

/** Most lines of one text. */
const mostLines = 80;

/** One block to open for each application or stack. */
export function changesSection(changes: readonly ChangeGroup[], links: Links, detail: Detail): readonly string[] {
  return sectionsOf(changes).flatMap(({ title, changes: own }) =>
    details(
      `${htmlCode(title)} ${countsOf(own)}`,
      own.flatMap((change) => linesOf(change, links, detail)),
    ),
  );
}

/** One row for each application or stack. */
export function countsSection(changes: readonly ChangeGroup[]): readonly string[] {
  const rows = sectionsOf(changes).map(({ title, changes: own }) => [code(title), countsOf(own)]);
  return [
    '',
    ...details(
      `Changes of ${counted(rows.length, 'application or stack', 'applications and stacks')}`,
      table(['application or stack', 'changes'], rows),
    ),
  ];
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
