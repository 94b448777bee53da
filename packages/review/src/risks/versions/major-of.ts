/** First number of a version: 21 of `v21.1.0`; `undefined` for branches and ranges. */
export function majorOf(version: unknown): number | undefined {
  const major = /^v?(\d+)(?:\.\d+)*(?:[-+].*)?$/.exec(String(version))?.[1];
  return major === undefined ? undefined : Number(major);
}
