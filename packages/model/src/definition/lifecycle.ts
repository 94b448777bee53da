/** That a project behind an addon has ended or is about to, with where that is said. */
export interface Lifecycle {
  /** `retired`: no release and no security fix any more. `deprecated`: announced to end. `unmaintained`: nobody answers. */
  readonly status: 'retired' | 'deprecated' | 'unmaintained';
  /** Day since when, as `YYYY-MM-DD`. */
  readonly since: string;
  /** Address of the announcement. */
  readonly source: string;
  /** What to use instead, as the rest of a sentence that begins with "Use". */
  readonly instead: string;
}
