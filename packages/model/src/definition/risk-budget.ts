/** How much a risk of a change matters: `critical` loses data or stops a sync, `low` is worth knowing. */
export type RiskSeverity = 'critical' | 'high' | 'medium' | 'low';

/** What a change may risk without an acknowledgement. */
export interface RiskBudget {
  /** The highest severity that passes. @default 'medium' */
  readonly severity?: RiskSeverity | undefined;
  /** Deletions in one cluster that pass: at most so many objects, and at most that share of its objects. @default { objects: 10, share: 0.2 } */
  readonly deletions?: { readonly objects?: number | undefined; readonly share?: number | undefined } | undefined;
}

/** A risk that a person takes: what `apps/platform/acknowledgements/<name>.yaml` holds. */
export interface AcknowledgementDefinition {
  /** Code of the risk, such as `ESP8101`. */
  readonly risk: string;
  /** What it is about, as the review calls it: `PersistentVolumeClaim monitoring/jaeger-badger`. */
  readonly object: string;
  /** Cluster or stack, as the review calls it. */
  readonly place: string;
  /** Digest of what the risk says, which the gate prints: where the risk says something else, it needs another look. */
  readonly digest: string;
  /** Why the risk is taken. */
  readonly reason: string;
  /** GitHub handle of the person or team that takes it: `@acme/platform`. */
  readonly by: string;
  /** Last day on which it counts: `2026-12-31`. */
  readonly until: string;
}
