/** What a chart knows of its values at one place. */
export interface ChartKeys {
  /** Keys that the chart reads here, or has a default for. */
  readonly keys: ReadonlyMap<string, ChartKeys>;
  /** Whether the chart takes any key here: it passes the value on, or says nothing of what is in it. */
  readonly isOpen: boolean;
}

/** Keys while they are being collected, from defaults, a schema and templates. */
export class KeyTree implements ChartKeys {
  readonly keys = new Map<string, KeyTree>();
  isOpen = false;
  /** Whether defaults or a schema list the keys. Templates that merely mention the value then open nothing. */
  isListed = false;

  /** The place at a path below this one, made where it is missing. */
  at([key, ...rest]: readonly string[]): KeyTree {
    if (key === undefined) return this;
    const below = this.keys.get(key) ?? new KeyTree();
    this.keys.set(key, below);
    return below.at(rest);
  }
}
