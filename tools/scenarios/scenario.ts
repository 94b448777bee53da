import type { Edit } from './edit.ts';

/** A real change of Riven's platform, and how its review must read. */
export interface Scenario {
  /** Name of the file with the expected review. */
  readonly name: string;
  /** What a person does, as the title of the pull request. */
  readonly title: string;
  /** Whether a reviewer must be stopped: its review has a risk above `low`. @default false: it has none */
  readonly isDangerous?: true;
  readonly edit: (files: Edit) => unknown;
  /** `tree` leaves the plans as they are: for edits that no stack depends on; `none` generates nothing. @default both layers */
  readonly layers?: 'tree' | 'none';
  /** Rendered files that are there before and after, unless an edit changes them. @default none */
  readonly given?: Readonly<Record<string, string>>;
  /** Edits rendered files after the render, as a person should not. */
  readonly editRendered?: (files: Edit) => unknown;
}
