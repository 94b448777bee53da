import { distance } from 'fastest-levenshtein';

/** An entry of a folder; symlinks are followed. */
export interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Names in a folder that Espalier reads: files without their extension, since users write other extensions. */
export interface ReadNames {
  readonly folders?: readonly string[];
  readonly scripts?: readonly string[];
  readonly data?: readonly string[];
}

const script = /\.[cm]?[jt]sx?$/i;
const data = /\.ya?ml$/i;

/** Whether a file may be intended as a definition or as data. Others, such as a README, are harmless anywhere. */
export function couldBeRead({ name, isFolder }: Entry): boolean {
  return !isFolder && (script.test(name) || data.test(name)) && !name.includes('.config.');
}

/** The intended name of an entry that is almost, but not exactly, a name that Espalier reads. */
export function meantName({ name, isFolder }: Entry, read: ReadNames): string | undefined {
  if (isFolder) return (read.folders ?? []).find((folder) => folder !== name && isNear(name, folder));
  for (const [ending, wanted, names = []] of [
    [script, '.ts', read.scripts],
    [data, '.yaml', read.data],
  ] as const) {
    if (!ending.test(name)) continue;
    const stem = name.replace(ending, '').toLowerCase();
    // Short names are close to many others. For files, only another case, extension or number counts as a mistake.
    const meant = names.find((each) => stem.replace(/s$/, '') === each.replace(/s$/, ''));
    return meant === undefined || name === `${meant}${wanted}` ? undefined : `${meant}${wanted}`;
  }
  return undefined;
}

function isNear(name: string, wanted: string): boolean {
  return distance(name.toLowerCase(), wanted) <= 2;
}
