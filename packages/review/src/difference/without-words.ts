/** Text with words replaced by a placeholder: `prod` in `prod-db`, and not in `product`. */
export function withoutWords(text: string, words: readonly string[]): string {
  return words.reduce(
    (inner, word) => inner.replaceAll(new RegExp(`(?<![A-Za-z0-9])${escaped(word)}(?![A-Za-z0-9])`, 'g'), '<name>'),
    text,
  );
}

function escaped(word: string): string {
  return word.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
