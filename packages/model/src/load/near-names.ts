import { distance } from 'fastest-levenshtein';

/** An entry of a folder, links followed. */
export interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Names in a folder that something reads: files without their ending, since people write others. */
export interface ReadNames {
  readonly folders?: readonly string[];
  readonly scripts?: readonly string[];
  readonly data?: readonly string[];
}

const script = /\.[cm]?[jt]sx?$/i;
const data = /\.ya?ml$/i;

/** Whether a file could be meant as a definition or as data: others, such as a README, are harmless wherever they are. */
export function couldBeRead({ name, isFolder }: Entry): boolean {
  return !isFolder && (script.test(name) || data.test(name)) && !name.includes('.config.');
}

/** The name that an entry was meant to have, where it is nearly one that is read, and is none. */
export function meantName({ name, isFolder }: Entry, read: ReadNames): string | undefined {
  if (isFolder) return (read.folders ?? []).find((folder) => folder !== name && isNear(name, folder));
  for (const [ending, wanted, names = []] of [
    [script, '.ts', read.scripts],
    [data, '.yaml', read.data],
  ] as const) {
    if (!ending.test(name)) continue;
    const stem = name.replace(ending, '').toLowerCase();
    // Short names are near to many others: of files, only another case, ending or number is taken for a mistake.
    const meant = names.find((each) => stem.replace(/s$/, '') === each.replace(/s$/, ''));
    return meant === undefined || name === `${meant}${wanted}` ? undefined : `${meant}${wanted}`;
  }
  return undefined;
}

function isNear(name: string, wanted: string): boolean {
  return distance(name.toLowerCase(), wanted) <= 2;
}
