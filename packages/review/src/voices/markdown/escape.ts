import { visible, visibleLine } from '../wording/index.ts';

/**
 * Text of a tree in a paragraph, a list or a table of GitHub's Markdown: nothing in it is markup, mentions anyone, refers
 * to an issue or starts a formula.
 *
 * Source: https://github.github.com/gfm/#backslash-escapes
 */
export function plain(text: string): string {
  const line = visibleLine(text).trim();
  // An empty item of a list would underline what is above it.
  if (line === '') return '–';
  return line
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? character)
    .replaceAll(/[\\`*_{}[\]()#!|~^=+]/g, String.raw`\$&`)
    .replace(/^-/, String.raw`\-`)
    .replace(/^\d+(?=\.|\\\))/, '$&&#8203;')
    .replaceAll('$', '&#36;')
    .replaceAll('@', '@&#8203;')
    .replaceAll('\\#', '\\#&#8203;')
    .replaceAll('://', '&#58;//');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text of a tree as code. A value with a character that ends code or a cell of a table is written with entities. */
export function code(text: string): string {
  const line = visibleLine(text);
  if (line.trim() === '' || /[`|\\]/.test(line)) return htmlCode(line);
  return `\`${line}\``;
}

/** Text of a tree as code in HTML, as in the summary of details: Markdown in it has no meaning. */
export function htmlCode(text: string): string {
  const line = visibleLine(text);
  return `<code>${line.replaceAll(/[^\p{L}\p{N} /.,:;()%→⏎…'=-]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`).replaceAll('://', '&#58;//') || ' '}</code>`;
}

/** Lines as a fenced block. The fence is longer than any in the lines. */
export function fenced(lines: readonly string[], language: string, indent = ''): readonly string[] {
  const all = lines.flatMap((line) => visible(line).split('\n'));
  const longest = Math.max(2, ...all.map((line) => Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length))));
  const fence = '`'.repeat(longest + 1);
  return [`${indent}${fence}${language}`, ...all.map((line) => `${indent}${line}`), `${indent}${fence}`];
}

/** A link; only the text where there is no address. `label` is Markdown already. */
export function link(label: string, address: string | undefined): string {
  if (address === undefined) return label;
  const safe = visibleLine(address).replaceAll(/[\s<>()[\]\\|`"'*_$@#]/g, (character) =>
    /[_@#]/.test(character) ? character : `%${(character.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`,
  );
  return `[${label}](<${safe}>)`;
}

/** A block that a reader opens. `summary` is HTML already. */
export function details(summary: string, lines: readonly string[]): readonly string[] {
  return ['', `<details><summary>${summary}</summary>`, '', ...lines, '', '</details>', ''];
}

export function table(head: readonly string[], rows: readonly (readonly string[])[], right = 0): readonly string[] {
  if (rows.length === 0) return [];
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map((_, index) => (index >= head.length - right ? '--:' : '---'))), ...rows.map(row)];
}
