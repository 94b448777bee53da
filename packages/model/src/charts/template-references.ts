/** What templates read of the values. */
export interface TemplateReferences {
  /** Paths that are read, such as `image.tag` of `.Values.image.tag`. */
  readonly mentioned: readonly (readonly string[])[];
  /** Paths with a value that is passed on whole, so that any key below may be read. */
  readonly passedOn: readonly (readonly string[])[];
  /** Keys that are read from an unknown value, such as the argument of a named template. */
  readonly elsewhere: ReadonlySet<string>;
}

type Path = readonly string[];

/** The path of `.` inside a block; `undefined` if unknown. */
type Dot = readonly Path[] | undefined;

/** A block, with the path of `.` outside of it. */
interface Block {
  readonly outside: Dot;
}

/** Functions that use the whole mapping, with any keys. */
const takesWhole =
  /\b(to(Raw|Pretty)?Json|toYaml(Pretty)?|toToml|tpl\w*|range|omit|pick|dig|deepCopy|(mustM|m)erge\w*)\b|\b(keys|values)\s/;
const builtIn = /^(Values|Release|Chart|Capabilities|Template|Files|Subcharts)$/;

/**
 * Finds the values that a template reads, as far as possible without running it: paths, `index` with names, `with`, and
 * variables with a path. When it is unclear whether a key is read, it counts as read.
 */
export function templateReferences(text: string): TemplateReferences {
  const reader = new TemplateReader();
  for (const action of actionsOf(text)) if (!action.startsWith('/*')) reader.read(withoutParentheses(action));
  return reader;
}

/** The text between braces, without the dashes that trim. */
function* actionsOf(text: string): Generator<string> {
  let open = text.indexOf('{{');
  while (open !== -1) {
    const close = text.indexOf('}}', open);
    if (close === -1) return;
    yield text
      .slice(open + 2, close)
      .replace(/^-/, '')
      .replace(/-$/, '')
      .trim();
    open = text.indexOf('{{', close);
  }
}

class TemplateReader implements TemplateReferences {
  readonly mentioned: Path[] = [];
  readonly passedOn: Path[] = [];
  readonly elsewhere = new Set<string>();
  readonly #blocks: Block[] = [];
  readonly #variables = new Map<string, Path>();
  #dot: Dot = undefined;

  read(action: string): void {
    const keyword = /^[a-z]+/.exec(action)?.[0];
    if (keyword === 'end') {
      const block = this.#blocks.pop();
      if (block !== undefined) this.#dot = block.outside;
      return;
    }
    if (keyword === 'else') {
      this.#dot = this.#blocks.at(-1)?.outside;
      const condition = action.slice('else'.length).trim();
      const paths = this.#expression(condition);
      if (condition.startsWith('with')) this.#dot = paths;
      return;
    }
    const paths = this.#expression(action);
    if (['if', 'with', 'range', 'define', 'block'].includes(keyword ?? '')) {
      this.#blocks.push({ outside: this.#dot });
      if (keyword === 'with') this.#dot = paths.length === 0 ? undefined : paths;
      else if (keyword !== 'if') this.#dot = undefined;
    }
  }

  /** Records what an action reads, and returns its paths. */
  #expression(action: string): readonly Path[] {
    const [head = '', variable] = /^(?:with\s+)?\$(\w+)\s*:?=/.exec(action) ?? [];
    const { paths, rest } = takePaths(action.slice(head.length));
    paths.push(...this.#ofVariables(rest), ...this.#ofDot(rest));
    this.mentioned.push(...paths.filter((path) => path.length > 0));
    // A template that is included with a mapping reads keys that are not visible here.
    const includesWhole = /\b(include|template)\s+\S+\s+(\$\w*)?\.\w/.test(action);
    if (takesWhole.test(action) || includesWhole) {
      const copiesAll = /\bdeepCopy\b/.test(action);
      this.passedOn.push(...paths.filter((path) => path.length > 0 || !copiesAll));
    }
    const [only] = paths;
    if (variable !== undefined && only !== undefined && paths.length === 1) this.#variables.set(variable, only);
    if (/\b(index|get|hasKey|dig|pluck|pick|omit)\b/.test(action)) {
      for (const [, key] of action.matchAll(/"([^"\s]+)"/g)) if (key !== undefined) this.elsewhere.add(key);
    }
    return paths;
  }

  #ofVariables(rest: string): readonly Path[] {
    return [...rest.matchAll(/\$(\w+)((?:\.\w+)*)/g)].flatMap(([, name = '', fields = '']) => {
      const base = this.#variables.get(name);
      if (base !== undefined) return [[...base, ...keysOf(fields)]];
      this.#readElsewhere(keysOf(fields));
      return [];
    });
  }

  #ofDot(rest: string): readonly Path[] {
    const dot = this.#dot;
    const fields = [...rest.matchAll(/(?<![\w$.)"])\.(\w+(?:\.\w+)*)/g)].flatMap(([, path = '']) => {
      const keys = keysOf(`.${path}`);
      if (builtIn.test(keys[0] ?? '')) return [];
      if (dot !== undefined) return dot.map((base) => [...base, ...keys]);
      this.#readElsewhere(keys);
      return [];
    });
    const whole = /(?<![\w$.)"])\.(?![\w.])/.test(rest) ? (dot ?? []) : [];
    this.passedOn.push(...whole);
    return [...fields, ...whole];
  }

  #readElsewhere(keys: readonly string[]): void {
    if (!builtIn.test(keys[0] ?? '')) for (const key of keys) this.elsewhere.add(key);
  }
}

/** The paths below `.Values` that an action names, and the action without them. */
function takePaths(action: string): { readonly paths: Path[]; readonly rest: string } {
  const paths: Path[] = [];
  const values = String.raw`(?:\$\w*|\.\w+)*\.Values((?:\.\w+)*)`;
  const rest = action
    .replaceAll(
      new RegExp(String.raw`\b(?:index|get|hasKey)\s+${values}((?:\s+"[^"]+")+)\)?((?:\.\w+)*)`, 'g'),
      (_, fields: string, quoted: string, more: string) => {
        const named = [...quoted.matchAll(/"([^"]+)"/g)].map(([, key = '']) => key);
        paths.push([...keysOf(fields), ...named, ...keysOf(more)]);
        return ' ';
      },
    )
    .replaceAll(new RegExp(values, 'g'), (_, fields: string) => {
      paths.push(keysOf(fields));
      return ' ';
    });
  return { paths, rest: rest.replaceAll(/"[^"]*"|`[^`]*`/g, '""') };
}

function keysOf(fields: string): Path {
  return fields.split('.').filter((key) => key !== '');
}

/** `((.Values.a).b).c` guards against missing values; it reads `.Values.a.b.c`. */
function withoutParentheses(action: string): string {
  const less = action.replaceAll(/\(\s*([$\w.]+)\s*\)(?=\.)/g, '$1');
  return less === action ? action : withoutParentheses(less);
}
