import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Located } from '../definition/index.ts';
import type { Problem } from '../problem/index.ts';
import { meantName, type Entry, type ReadNames } from './near-names.ts';
import { readYaml } from './read-yaml.ts';

/** The files of a workspace that definitions are read from, and the problems of their names. */
export class WorkspaceFiles {
  readonly problems: Problem[] = [];
  /** Absolute path of the workspace. */
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  /** Reports names that are almost a name that Espalier reads, and would be ignored silently. */
  nearNames(folder: string, read: ReadNames): void {
    const entries = this.entries(folder);
    for (const entry of entries) {
      const meant = meantName(entry, read);
      // If the exact name exists, a similar file next to it is not reported: it may be generated from it.
      if (meant === undefined || (!entry.isFolder && entries.some(({ name }) => name === meant))) continue;
      const all = [...(read.folders ?? []), ...(read.scripts ?? []).map((name) => `${name}.ts`)];
      this.unexpected(`${folder}/${entry.name}`, {
        what: entry.isFolder ? 'folder' : 'file',
        meant,
        expected: `Names that are read here: ${all.join(', ')}.`,
      });
    }
  }

  /** Every file below a folder as text, by path relative to it. */
  texts(folder: string, prefix = ''): Readonly<Record<string, string>> {
    const texts: [string, string][] = [];
    for (const { name, isFolder } of this.entries(folder)) {
      const path = `${prefix}${name}`;
      if (isFolder) texts.push(...Object.entries(this.texts(`${folder}/${name}`, `${path}/`)));
      else texts.push([path, readFileSync(join(this.root, folder, name), 'utf8')]);
    }
    return Object.fromEntries(texts);
  }

  /**
   * YAML files of a folder by their names; other files are reported. @param ignoreFolders whether folders in it are
   * read separately
   */
  yamlFiles<Value>(folder: string, ignoreFolders = false): Readonly<Record<string, Located<Value>>> {
    return Object.fromEntries(
      this.entries(folder).flatMap(({ name, isFolder }) => {
        const file = `${folder}/${name}`;
        if (isFolder && ignoreFolders) return [];
        if (isFolder || !name.endsWith('.yaml')) {
          if (!isNote.test(name)) this.unexpected(file, { expected: 'Data files end in .yaml.' });
          return [];
        }
        const { value, problems } = readYaml(join(this.root, file), file);
        this.problems.push(...problems);
        return [[basename(name, '.yaml'), { file, value: value as Value }]];
      }),
    );
  }

  /** A file with a misspelled name would be ignored silently. */
  unexpected(
    file: string,
    {
      what = 'file',
      meant,
      expected,
      remedy = 'Rename it, or move it elsewhere.',
    }: { readonly what?: string; readonly meant?: string; readonly expected: string; readonly remedy?: string },
  ): void {
    const suggestion = meant === undefined ? '' : ` Did you mean '${meant}'?`;
    const found = `Nothing reads a ${what} of this name.${suggestion}`;
    this.problems.push({ code: 'ESP1007', file, path: '', found, expected, remedy });
  }

  folders(folder: string): readonly string[] {
    return this.entries(folder).flatMap(({ name, isFolder }) => (isFolder ? [name] : []));
  }

  /** The entries of a folder, by name; hidden files belong to the system and to editors. */
  entries(folder: string): readonly Entry[] {
    const absolute = join(this.root, folder);
    const stat = statSync(absolute, { throwIfNoEntry: false });
    if (stat === undefined) return [];
    if (!stat.isDirectory()) {
      if (!this.problems.some(({ file }) => file === folder)) {
        this.unexpected(folder, { expected: 'A folder of this name.', remedy: 'Move it into such a folder.' });
      }
      return [];
    }
    return readdirSync(absolute, { withFileTypes: true })
      .filter(({ name }) => !name.startsWith('.'))
      .map((entry) => {
        const linked = entry.isSymbolicLink() ? statSync(join(absolute, entry.name), { throwIfNoEntry: false }) : entry;
        return { name: entry.name, isFolder: linked?.isDirectory() === true };
      })
      .sort(byName);
  }
}

/** Files that describe the others. */
export const isNote = /\.md$/i;

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}
