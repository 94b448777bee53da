import { didYouMean } from './closest.ts';
import type { Problem } from './problem.ts';

/** Modules by their import name, with their exports. */
export type Modules = Readonly<Record<string, object>>;

/** `file:line:column` of the topmost stack frame inside a file of the workspace; only the file if there is none. */
export function placeOf(error: unknown, file: string): string {
  const stack = error instanceof Error ? error.stack : undefined;
  const frame = stack?.split('\n').find((line) => line.includes(`/${file}:`));
  const position = frame === undefined ? undefined : /:(\d+(?::\d+)?)\)?$/.exec(frame)?.[1];
  return position === undefined ? file : `${file}:${position}`;
}

/** The problem of a name that is neither declared nor imported; `undefined` for other errors. */
export function undeclaredName(
  error: unknown,
  modules: Modules,
  otherwise: string,
): Pick<Problem, 'found' | 'expected' | 'remedy'> | undefined {
  const name = error instanceof ReferenceError ? /^(\S+) is not defined$/.exec(error.message)?.[1] : undefined;
  if (name === undefined) return undefined;
  const exports = Object.entries(modules);
  const [from] = exports.find(([, exported]) => Object.hasOwn(exported, name)) ?? [];
  const known = exports.flatMap(([, exported]) => Object.keys(exported));
  return {
    found: `'${name}' is neither declared nor imported here.${from === undefined ? didYouMean(name, known) : ''}`,
    expected: 'Names that the file declares or imports.',
    remedy: from === undefined ? otherwise : `Add: import { ${name} } from '${from}';`,
  };
}
