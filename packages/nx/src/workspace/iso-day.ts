/** Today, as `2026-11-25`. What has ended by a day is asked of the model; what is rendered never depends on it. */
export function isoDay(): string {
  return new Date().toISOString().slice(0, 10);
}
