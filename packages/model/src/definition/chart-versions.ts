/**
 * Which version of a chart runs where: what `apps/platform/charts.yaml` holds. One place for people and for Renovate.
 * A chart that is not named runs in the version its addon brings.
 */
export interface ChartVersions {
  /** Exact version by name of the chart. @default {} */
  readonly everywhere?: Readonly<Record<string, string>> | undefined;
  /** What a cluster pins differently, such as the next version in staging first. @default {} */
  readonly clusters?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
}
