/**
 * Which version of a chart runs where: what `apps/platform/charts.yaml` holds. One place for people and for Renovate.
 * Other charts run in the version of their addon.
 */
export interface ChartVersions {
  /** Exact version by name of the chart. @default {} */
  readonly everywhere?: Readonly<Record<string, string>> | undefined;
  /** Other pins of a cluster, such as the next version in staging first. @default {} */
  readonly clusters?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
}
