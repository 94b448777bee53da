import type { Comparison, Side } from './comparison.ts';

/** Files by path relative to the workspace. */
export type Files = Readonly<Record<string, string>>;

/** Compares two sets of files that are in memory. */
export function compareInMemory(base: Files, head: Files): Comparison {
  const sides: Readonly<Record<Side, Files>> = { base, head };
  const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])].sort();
  return {
    labels: { base: 'base', head: 'head' },
    changed: paths
      .filter((path) => base[path] !== head[path])
      .map((path) => ({ path, base: base[path], head: head[path] })),
    read: (side, wanted) =>
      new Map(
        wanted.flatMap((path) => {
          const text = sides[side][path];
          return text === undefined ? [] : [[path, text] as const];
        }),
      ),
    list: (side, folder) => Object.keys(sides[side]).filter((path) => path.startsWith(`${folder}/`)),
  };
}
