/** Options of the `upgrade-addon` generator. */
export interface UpgradeAddonSchema {
  /** Name of the chart, as `apps/platform/charts.yaml` has it. */
  readonly chart: string;
  /** Exact version to run. Nx reads a short version, such as 6.10, as a number. */
  readonly to: string | number;
  /** The only cluster that gets this version. @default every cluster that does not pin its own */
  readonly cluster?: string;
}
