import type { Edit } from './edit.ts';

/** A real change of Riven's platform, and how its review must read. */
export interface Scenario {
  /** Name of the file with the expected review. */
  readonly name: string;
  /** What somebody does, as the title of the pull request. */
  readonly title: string;
  readonly edit: (files: Edit) => unknown;
  /** `tree` leaves the plans as they are: for edits of what no stack depends on. @default both */
  readonly layers?: 'tree' | 'none';
  /** Edits rendered files after the render, as a person should not. */
  readonly editRendered?: (files: Edit) => unknown;
}
