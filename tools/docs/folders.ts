import { dirname } from 'node:path/posix';

/** One file that imports another, both as paths with slashes. */
export interface FileImport {
  readonly from: string;
  readonly to: string;
}

/**
 * Folders that import each other, also over others, as the steps of one cycle; none where there is no cycle.
 *
 * Folders are compared with their siblings, each with everything below it, and with the files next to them, which count
 * as one. What an `index.ts` exports does not count: it is the door of its folder.
 */
export function folderCycle(imports: readonly FileImport[]): readonly string[] {
  const edges = new Map<string, Set<string>>();
  for (const one of imports) {
    const parent = commonFolder(one);
    const [from, to] = [partOf(parent, one.from), partOf(parent, one.to)];
    if (from !== to && one.from !== `${parent}/index.ts`) edges.set(from, (edges.get(from) ?? new Set()).add(to));
  }
  const finished = new Set<string>();
  const visit = (part: string, trail: readonly string[]): readonly string[] => {
    if (trail.includes(part)) return [...trail.slice(trail.indexOf(part)), part];
    if (finished.has(part)) return [];
    for (const next of edges.get(part) ?? []) {
      const cycle = visit(next, [...trail, part]);
      if (cycle.length > 0) return cycle;
    }
    finished.add(part);
    return [];
  };
  for (const part of edges.keys()) {
    const cycle = visit(part, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

/** Folders of which files outside them import several files, and that have no `index.ts`. */
export function foldersWithoutDoor(imports: readonly FileImport[], files: ReadonlySet<string>): readonly string[] {
  const fromOutside = imports.filter(({ from, to }) => !from.startsWith(`${dirname(to)}/`));
  const byFolder = Map.groupBy(new Set(fromOutside.map(({ to }) => to)), (file) => dirname(file));
  return [...byFolder]
    .filter(([folder, imported]) => imported.length > 1 && !files.has(`${folder}/index.ts`))
    .map(([folder]) => folder);
}

function commonFolder({ from, to }: FileImport): string {
  let folder = dirname(from);
  while (!to.startsWith(`${folder}/`)) folder = dirname(folder);
  return folder;
}

/** The folder in a parent that a file is in, or all files right in the parent. */
function partOf(parent: string, file: string): string {
  const [first = '', ...rest] = file.slice(parent.length + 1).split('/');
  return `${parent}/${rest.length === 0 ? '*.ts' : first}`;
}
