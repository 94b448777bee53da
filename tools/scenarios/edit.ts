/** Files of a workspace that a person edits, by path. */
export class Edit {
  readonly #files: Map<string, string | undefined>;

  constructor(files: Readonly<Record<string, string>>) {
    this.#files = new Map(Object.entries(files));
  }

  /** Replaces a text of a file, which must have it. */
  replace(path: string, text: string, by: string): this {
    const before = this.read(path);
    if (!before.includes(text)) throw new Error(`there is no '${text}' in ${path}:\n${before}`);
    this.#files.set(path, before.replace(text, by));
    return this;
  }

  /** Adds a text after another one of a file. */
  insertAfter(path: string, text: string, more: string): this {
    return this.replace(path, text, `${text}${more}`);
  }

  write(path: string, text: string): this {
    this.#files.set(path, text);
    return this;
  }

  /** Deletes a file, or all files below a folder. */
  remove(path: string): this {
    const gone = [...this.#files.keys()].filter((file) => file === path || file.startsWith(`${path}/`));
    if (gone.length === 0) throw new Error(`there is no ${path}`);
    for (const file of gone) this.#files.set(file, undefined);
    return this;
  }

  /** Moves all files of a folder. */
  move(from: string, to: string): this {
    for (const [path, text] of [...this.#files]) {
      if (text !== undefined && path.startsWith(`${from}/`)) this.write(path.replace(from, to), text);
    }
    return this.remove(from);
  }

  read(path: string): string {
    const text = this.#files.get(path);
    if (text === undefined) throw new Error(`there is no ${path}`);
    return text;
  }

  /** What was edited; `undefined` for deleted files. */
  get files(): ReadonlyMap<string, string | undefined> {
    return this.#files;
  }
}
