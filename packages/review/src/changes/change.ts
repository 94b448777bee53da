import type { Json } from '@espalier/model';
import type { FieldChange, Noise } from '../difference/index.ts';
import type { Subject } from '../documents/index.ts';

/** What happens to a subject. One that is moved or renamed may be changed as well. */
export type Action = 'added' | 'changed' | 'deleted' | 'moved' | 'renamed';

/** One subject that is not the same on both sides. */
export interface Change {
  readonly action: Action;
  /** The subject at head; at base where it is deleted. */
  readonly subject: Subject;
  /** The subject at base, where it was moved to another application or renamed: renamed means deleted and created. */
  readonly from?: Subject;
  /** File at head; at base where the subject is deleted. Relative to the workspace. */
  readonly file: string;
  readonly fields: readonly FieldChange[];
  readonly noise: readonly Noise[];
  /** Content at base; absent where the subject is added. Secrets are masked. */
  readonly before?: Json;
  /** Content at head; absent where the subject is deleted. */
  readonly after?: Json;
}

/** The subject that is not there any more after a change: a deleted one, and the old name of a renamed one. */
export function goneBy({ action, subject, from }: Change): Subject | undefined {
  if (action === 'deleted') return subject;
  return action === 'renamed' ? from : undefined;
}
