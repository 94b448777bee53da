import { z } from 'zod';

/** A field's bounds, both inclusive, and the names of its numbers. */
interface Field {
  readonly min: number;
  readonly max: number;
  readonly names: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const fields: readonly Field[] = [
  { min: 0, max: 59, names: [] },
  { min: 0, max: 23, names: [] },
  { min: 1, max: 31, names: [] },
  { min: 1, max: 12, names: months },
  { min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

/** The most days that a month has; February in a leap year. */
const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Five cron fields as Kubernetes reads them, with `robfig/cron` v3. `?` is `*`, and `5/15` is `5-59/15`. Months and
 * week days have names. Sunday is 0, never 7. There is no `L`, `W` or `#`. A schedule that never runs, such as `0 0 30
 * 2 *`, is refused, although Kubernetes accepts it.
 */
export const cron = z.string("five cron fields such as '0 3 * * *'").superRefine((text, context) => {
  const parsed = parseCron(text);
  if (parsed === undefined) {
    const message = 'five cron fields such as "0 3 * * *"; the day of the week is 0 to 6 or a name such as sun';
    context.addIssue({ code: 'custom', message });
  } else if (!comes(parsed)) {
    context.addIssue({ code: 'custom', message: 'a schedule with a day that exists' });
  }
});

/** The values of each field; `undefined` if the text is not a schedule. */
function parseCron(text: string): readonly ReadonlySet<number>[] | undefined {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== fields.length) return undefined;
  const parsed = fields.flatMap((field, index) => valuesOf(parts[index] ?? '', field) ?? []);
  return parsed.length === fields.length ? parsed : undefined;
}

function valuesOf(text: string, field: Field): ReadonlySet<number> | undefined {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const range = rangeOf(part, field);
    if (range === undefined) return undefined;
    for (let value = range.from; value <= range.to; value += range.step) values.add(value);
  }
  return values;
}

function rangeOf(
  part: string,
  field: Field,
): { readonly from: number; readonly to: number; readonly step: number } | undefined {
  const [, low = '', high, stepText] = /^([^/-]+)(?:-([^/-]+))?(?:\/(\d+))?$/.exec(part) ?? [];
  const every = low === '*' || low === '?';
  if (every && high !== undefined) return undefined;
  const from = every ? field.min : numberOf(low, field);
  const step = stepText === undefined ? 1 : Number(stepText);
  const open = every || (high === undefined && stepText !== undefined);
  const to = open ? field.max : high === undefined ? from : numberOf(high, field);
  if (from === undefined || to === undefined) return undefined;
  return from < field.min || to > field.max || from > to || step === 0 ? undefined : { from, to, step };
}

function numberOf(text: string, { min, names }: Field): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const index = names.indexOf(text.toLowerCase());
  return index === -1 ? undefined : min + index;
}

/** If both the day of the month and the day of the week are given, one match is enough. */
function comes([, , days, inMonths, weekDays]: readonly ReadonlySet<number>[]): boolean {
  if (weekDays !== undefined && weekDays.size < 7) return true;
  return [...(inMonths ?? [])].some((month) => [...(days ?? [])].some((day) => day <= (daysOfMonth[month - 1] ?? 0)));
}
