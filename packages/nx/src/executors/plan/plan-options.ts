/** Options of the `plan` target. */
export interface PlanOptions {
  /** Stack to plan. Prunes plans of stacks that are gone where it is left out. */
  readonly stack?: string;
  /** Overwrite and remove files that Espalier did not write. @default false */
  readonly force?: boolean;
}
