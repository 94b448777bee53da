import type { Json } from '@espalier/model';

/** One difference between two values. */
export interface FieldChange {
  /** Path of the field, such as `spec.template.spec.containers[app].image`; empty for the whole value. */
  readonly path: string;
  /** Absent where the field was added. */
  readonly before?: Json;
  /** Absent where the field was removed. */
  readonly after?: Json;
  /** Set where only the order of a list changed, and the order has a meaning. */
  readonly isReordered?: true;
}

/** A difference in the text that changes nothing: named, so that a reader can see what is hidden. */
export interface Noise {
  readonly kind: NoiseKind;
  readonly path: string;
}

export const noiseKinds = {
  formatting: 'the text of a file changed, and its data did not',
  order: 'a list changed its order, which has no meaning there',
  quantity: 'a quantity is written in another way',
  dependency: 'what a planned resource waits for, which follows from the other resources',
  'version-label': 'a label that only repeats the version of a chart',
} as const;

export type NoiseKind = keyof typeof noiseKinds;

/** What {@link compareValues} finds. */
export interface Difference {
  readonly fields: readonly FieldChange[];
  readonly noise: readonly Noise[];
}
