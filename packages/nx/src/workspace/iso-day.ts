/** Today, as `2026-11-25`. The model uses it for warnings about support that ends; rendering never depends on it. */
export function isoDay(): string {
  return new Date().toISOString().slice(0, 10);
}
