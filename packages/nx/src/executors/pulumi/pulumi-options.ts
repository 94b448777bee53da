/** Options of the targets that run Pulumi's command line. */
export interface PulumiOptions {
  readonly stack: string;
  /** Approve without asking. @default false */
  readonly yes?: boolean;
  /** Show each changed property. @default false */
  readonly diff?: boolean;
}
