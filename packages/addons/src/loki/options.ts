import { optionSchemas, type OptionSchema } from '@espalier/model';
import type { Gibibytes } from '../charts/index.ts';

export interface LokiOptions {
  /** Retention of logs in days. The compactor deletes them, so the bucket has no lifecycle rule. @default 31 */
  readonly retentionDays?: number | undefined;
  /**
   * Number of pods, each doing everything. Three or more store every log three times, tolerate the loss of one, and
   * handle some hundred gigabytes a day. More needs Loki's distributed mode, which this addon does not support.
   * @default 1
   */
  readonly replicas?: number | undefined;
  /** Size of each pod's gp3 volume for what is not in S3 yet. @default '20Gi' */
  readonly storage?: Gibibytes | undefined;
}

/** What LokiOptions have to be. */
export const lokiOptions = optionSchemas.object({
  retentionDays: optionSchemas.wholeNumber(1, 3650).optional(),
  replicas: optionSchemas.wholeNumber(1, 20).optional(),
  storage: optionSchemas.gibibytes(1, 16_384).optional(),
}) satisfies OptionSchema<LokiOptions>;
