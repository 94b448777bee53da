import { optionSchemas, type OptionSchema } from '@espalier/model';
import type { Gibibytes } from '../charts/index.ts';

/** Where traces are kept. */
export type JaegerStorage =
  /** An embedded database on a gp3 volume. */
  | { readonly kind: 'badger'; readonly size: Gibibytes }
  /** Nothing survives a restart. */
  | { readonly kind: 'memory'; readonly maxTraces: number };

export interface JaegerOptions {
  /** @default { kind: 'badger', size: '50Gi' } */
  readonly storage?: JaegerStorage | undefined;
  /** Retention of traces in days; in memory, only the number of traces counts. @default 7 */
  readonly retentionDays?: number | undefined;
}

/** What JaegerOptions have to be. */
export const jaegerOptions = optionSchemas.object({
  storage: optionSchemas
    .either([
      optionSchemas.object({ kind: optionSchemas.constant('badger'), size: optionSchemas.gibibytes(1, 16_384) }),
      optionSchemas.object({
        kind: optionSchemas.constant('memory'),
        maxTraces: optionSchemas.wholeNumber(1, 10_000_000),
      }),
    ])
    .optional(),
  retentionDays: optionSchemas.wholeNumber(1, 365).optional(),
}) satisfies OptionSchema<JaegerOptions>;
