import Table from 'cli-table3';
import { styleText } from 'node:util';
import { subjectName } from '../documents/index.ts';
import type { ChangeGroup, Review, RiskGroup } from '../review/index.ts';
import {
  causesAt,
  counted,
  cut,
  fieldLine,
  inPlaces,
  listed,
  namesAt,
  noiseText,
  restartText,
  saysNothing,
  sectionsOf,
  textDiffOf,
  verdict,
  visibleLine,
} from './wording/index.ts';

export interface TerminalOptions {
  readonly color: boolean;
  /** Columns of the terminal. @default 100 */
  readonly width?: number;
}

type Format = Parameters<typeof styleText>[0];
type Paint = (format: Format, text: string) => string;

/** Most fields and lines of a text that a terminal shows of one change. */
const most = 12;

/** The review as a terminal shows it: verdict, risks with their steps, then the changes of each application or stack. */
export function terminalOf(review: Review, { color, width = 100 }: TerminalOptions): string {
  const paint: Paint = (format, text) => (color ? styleText(format, text, { validateStream: false }) : text);
  const between = `${visibleLine(review.base)} → ${visibleLine(review.head)}`;
  if (saysNothing(review)) return `${paint('green', 'Nothing changes')} ${between}${noiseLine(review)}\n`;
  const sections = sectionsOf(review.changes).flatMap(({ title, changes }) => [
    '',
    paint('bold', title),
    ...changes.flatMap((change) => linesOf(change, paint, width)),
  ]);
  const lines = [
    paint('bold', verdict(review).join(' | ')),
    paint('dim', between),
    ...(review.risks.length === 0 ? [] : ['', paint(['bold', 'underline'], 'Stop and look')]),
    ...review.risks.flatMap((risk) => riskLines(risk, paint, width)),
    '',
    ...placesTable(review, color, width),
    ...sections,
    ...(review.notChecked.length === 0 ? [] : ['', paint('bold', 'Not checked')]),
    ...review.notChecked.flatMap((sentence) => wrapped(sentence, '  ', '  ', width)),
  ];
  return `${lines.join('\n')}${noiseLine(review)}\n`;
}

const colors = { critical: ['bold', 'red'], high: 'red', medium: 'yellow', low: 'blue' } as const;

function riskLines(
  { severity, code, title, at, effect, because, source, steps }: RiskGroup,
  paint: Paint,
  width: number,
) {
  const why = [effect, because, source].filter((sentence) => sentence !== undefined).join(' ');
  return [
    '',
    `${paint([...[colors[severity]].flat()], severity)} ${paint('bold', visibleLine(title))} ${paint('dim', code)}`,
    ...wrapped(`${listed(namesAt(at), 10)} ${inPlaces(at)}`, '  ', '  ', width).map((line) => paint('cyan', line)),
    ...wrapped(why, '  ', '  ', width),
    ...steps.flatMap((step, index) => wrapped(step, `  ${index + 1}. `, '     ', width)),
    ...causesAt(at, 1).map((path) => paint('dim', `  caused by ${visibleLine(path)}`)),
  ];
}

const signs = {
  added: ['+', 'green'],
  changed: ['~', 'yellow'],
  deleted: ['-', 'red'],
  moved: ['>', 'cyan'],
  renamed: ['>', 'red'],
} as const;

function linesOf(change: ChangeGroup, paint: Paint, width: number): readonly string[] {
  const { action, at, fields, notes } = change;
  const [sign, color] = signs[action];
  const restart = restartText(change);
  const from = at[0]?.from;
  const details = [
    ...(action === 'added' || action === 'changed' ? [] : [action]),
    ...(from === undefined
      ? []
      : [`from ${visibleLine(action === 'moved' && from.is === 'object' ? from.application : subjectName(from))}`]),
  ];
  return [
    [
      `  ${paint(color, sign)} ${listed(namesAt(at), action === 'deleted' ? Infinity : 5)}`,
      paint('dim', inPlaces(at)),
      ...(details.length === 0 ? [] : [`(${details.join(' ')})`]),
      ...(restart === undefined ? [] : [paint('magenta', restart)]),
    ].join(' '),
    ...causesAt(at, 1).map((path) => paint('dim', `      caused by ${visibleLine(path)}`)),
    ...fields.slice(0, most).flatMap((field) => {
      const { sign: mark, path, before, after, remark } = fieldLine(field, Math.max(20, Math.floor(width / 2)));
      const diff = textDiffOf(field);
      const values =
        remark ??
        [before === undefined ? '' : paint('red', before), after === undefined ? '' : paint('green', after)]
          .filter((value) => value !== '')
          .join(' → ');
      return [
        `      ${paint('dim', mark)} ${path}: ${values}`,
        ...diff.slice(0, most).map((line) => {
          const shown = `          ${cut(line, width - 10)}`;
          return line.startsWith('+') ? paint('green', shown) : line.startsWith('-') ? paint('red', shown) : shown;
        }),
        ...(diff.length > most ? [paint('dim', `          ${counted(diff.length - most, 'more line')}`)] : []),
      ];
    }),
    ...(fields.length > most ? [paint('dim', `      ${counted(fields.length - most, 'more field')}`)] : []),
    ...notes.flatMap((note) => wrapped(note, '      ', '      ', width)),
  ];
}

/** Clusters that fit on a screen; the others are counted. */
const mostPlaces = 15;

function placesTable({ places }: Review, color: boolean, width: number): readonly string[] {
  if (places.length === 0) return [];
  const table = new Table({
    head: ['cluster or stack', 'added', 'changed', 'deleted', 'pods restarted', 'AWS replaced'],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
    style: color ? { compact: true } : { head: [], border: [], compact: true },
  });
  const number = (count: number): string => (count === 0 ? '·' : String(count));
  const nameWidth = Math.max(12, width - 66);
  for (const { place, added, changed, deleted, pods, isAtLeast, replaced } of places.slice(0, mostPlaces)) {
    const restarts = `${isAtLeast && pods > 0 ? '≥ ' : ''}${number(pods)}`;
    table.push([
      cut(visibleLine(place), nameWidth),
      number(added),
      number(changed),
      number(deleted),
      restarts,
      number(replaced),
    ]);
  }
  const rest = places.length - mostPlaces;
  return [
    table.toString(),
    ...(rest > 0 ? [`and ${counted(rest, 'more cluster or stack', 'more clusters and stacks')}`] : []),
  ];
}

function noiseLine({ noise }: Review): string {
  const total = noise.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return '';
  return `\n\nHidden: ${noiseText(total)} (${noise.map(({ kind, count }) => `${kind} ${count}`).join(', ')})`;
}

/** Text in lines of at most `width` columns, broken between words. */
function wrapped(text: string, first: string, others: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = first;
  for (const word of visibleLine(text).split(' ')) {
    const isStart = line === first || line === others;
    if (!isStart && line.length + 1 + word.length > width) {
      lines.push(line);
      line = others + word;
    } else line = isStart ? line + word : `${line} ${word}`;
  }
  return [...lines, line];
}
