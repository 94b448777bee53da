import { mapDefined } from '../data/index.ts';
import type { Problem } from './problem.ts';

/** A value and its problems; the value is `undefined` if the problems prevent one. */
export interface Checked<Value> {
  readonly value: Value;
  readonly problems: readonly Problem[];
}

/** Checks each value of a record, in the order of their names; omits `undefined` values. */
export function checkEach<From, To>(
  record: Readonly<Record<string, From>>,
  check: (value: From, name: string) => Checked<To | undefined>,
): Checked<Readonly<Record<string, To>>> {
  const checked = mapDefined(record, check);
  return { value: mapDefined(checked, ({ value }) => value), problems: problemsOf(...Object.values(checked)) };
}

/** The defined values as one list, and the problems of all. */
export function together<Value>(checked: readonly Checked<Value | undefined>[]): Checked<readonly Value[]> {
  return {
    value: checked.flatMap(({ value }) => (value === undefined ? [] : [value])),
    problems: problemsOf(...checked),
  };
}

/** The problems of several values, in their order. */
export function problemsOf(...checked: readonly Checked<unknown>[]): readonly Problem[] {
  return checked.flatMap(({ problems }) => problems);
}
