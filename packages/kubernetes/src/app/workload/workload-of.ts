import type { ResolvedWorkload } from '@espalier/model';

/** An app's workload of one kind. */
export type WorkloadOf<K extends ResolvedWorkload['kind']> = Extract<ResolvedWorkload, { kind: K }>;
