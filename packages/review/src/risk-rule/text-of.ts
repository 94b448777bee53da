/** Plain data as a reader sees it in a sentence: text without quotes. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? 'nothing' : JSON.stringify(value);
}
