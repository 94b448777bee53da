import type { Json } from '@espalier/model';
import { structuredPatch } from 'diff';
import type { FieldChange } from '../../difference/index.ts';
import { counted, cut, visible, visibleLine } from './visible-text.ts';

/** A field as one line says it. */
export interface FieldLine {
  readonly sign: '+' | '-' | '~';
  readonly path: string;
  /** Absent where the line has no such value. */
  readonly before?: string;
  readonly after?: string;
  /** Said in place of the values, such as `order changed`. */
  readonly remark?: string;
}

/** One line for a field. Texts of many lines are counted; {@link textDiffOf} has them. */
export function fieldLine(field: FieldChange, most = 160): FieldLine {
  const { before, after, isReordered } = field;
  const sign = before === undefined ? '+' : after === undefined ? '-' : '~';
  const path = visibleLine(field.path) || '(all of it)';
  if (isReordered === true)
    return {
      sign,
      path,
      remark: `order changed: ${cut(valueText(before), most / 2)} → ${cut(valueText(after), most / 2)}`,
    };
  if (isManyLines(before) || isManyLines(after)) {
    const lines = textDiffOf(field);
    const of = (first: string): number => lines.filter((line) => line.startsWith(first)).length;
    return { sign, path, remark: `text: ${counted(of('+'), 'line')} added, ${counted(of('-'), 'line')} removed` };
  }
  if (before === undefined || after === undefined) {
    return {
      sign,
      path,
      ...(before !== undefined && { before: cut(valueText(before), most) }),
      ...(after !== undefined && { after: cut(valueText(after), most) }),
    };
  }
  return { sign, path, ...whereTheyDiffer(valueText(before), valueText(after), most) };
}

/** Two values, cut so that a reader sees what is not the same: the tag of an image, and not the registry twice. */
function whereTheyDiffer(
  before: string,
  after: string,
  most: number,
): { readonly before: string; readonly after: string } {
  if (before.length <= most && after.length <= most) return { before, after };
  const [old, now] = [Array.from(before), Array.from(after)];
  const first = old.findIndex((character, index) => character !== now[index]);
  const start = Math.max(0, (first === -1 ? old.length : first) - Math.floor(most / 3));
  const from = (text: readonly string[]): string => cut(`${start === 0 ? '' : '…'}${text.slice(start).join('')}`, most);
  return { before: from(old), after: from(now) };
}

/** Lines of a unified diff of a field that holds a text of many lines; none for other fields. */
export function textDiffOf(field: FieldChange): readonly string[] {
  const { before, after, isReordered } = field;
  if (isReordered === true || (!isManyLines(before) && !isManyLines(after))) return [];
  const lines = knownDiffs.get(field) ?? diffOf(textOf(before), textOf(after));
  knownDiffs.set(field, lines);
  return lines;
}

/** A comment that does not fit is made again, with less in it. */
const knownDiffs = new WeakMap<FieldChange, readonly string[]>();

/** Lines of a unified diff of two texts, with the headers of its hunks where there is more than one. */
export function diffOf(before: string, after: string): readonly string[] {
  const { hunks } = structuredPatch('', '', visible(before), visible(after), '', '', { context: 3 });
  return hunks.flatMap(({ lines, newStart }) => [
    ...(hunks.length > 1 ? [`@@ line ${newStart} @@`] : []),
    ...lines.filter((line) => !line.startsWith('\\')),
  ]);
}

function textOf(value: Json | undefined): string {
  return value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value, undefined, 2);
}

/** A value on one line. Strings that could be taken for another type are in quotes. */
export function valueText(value: Json | undefined): string {
  if (value === undefined) return '(none)';
  if (typeof value !== 'string') return visibleLine(JSON.stringify(value));
  const isAmbiguous = value === '' || value !== value.trim() || /^(?:true|false|null|[\d.+-]+)$/.test(value);
  return visibleLine(isAmbiguous ? JSON.stringify(value) : value);
}

function isManyLines(value: Json | undefined): boolean {
  return typeof value === 'string' && value.trimEnd().includes('\n');
}
