/** The known keys of a chart's values at one path. */
export interface ChartKeys {
  /** Keys that the chart reads here, or has a default for. */
  readonly keys: ReadonlyMap<string, ChartKeys>;
  /** Whether the chart accepts any key here: it passes the whole value on, or does not define its keys. */
  readonly isOpen: boolean;
}

/** Keys while they are being collected, from defaults, a schema and templates. */
export class KeyTree implements ChartKeys {
  readonly keys = new Map<string, KeyTree>();
  isOpen = false;
  /**
   * Whether defaults or a schema list the keys. Then a template that uses the whole value does not make any key
   * acceptable.
   */
  isListed = false;

  /** The node at a path below this one; created if missing. */
  at([key, ...rest]: readonly string[]): KeyTree {
    if (key === undefined) return this;
    const below = this.keys.get(key) ?? new KeyTree();
    this.keys.set(key, below);
    return below.at(rest);
  }
}
