/**
 * Text of a tree as every voice may print it: control characters and characters that change the direction of writing are
 * shown as symbols, so that a value cannot move the cursor of a terminal, end a block or hide what it says.
 */
export function visible(text: string): string {
  return text.toWellFormed().replaceAll('\r\n', '\n').replaceAll(invisible, symbolOf);
}

/** The same on one line. */
export function visibleLine(text: string): string {
  return visible(text).replaceAll('\n', '⏎');
}

const invisible = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

function symbolOf(character: string): string {
  const code = character.charCodeAt(0);
  if (character === '\t') return '  ';
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\u{fffd}';
}

/** The first `most` characters, never half of one. */
export function cut(text: string, most: number): string {
  const characters = text.length <= most ? [] : Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, Math.max(0, most - 1)).join('')}…`;
}

/** `1 pod`, `3 pods` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and 7 more` */
export function listed(names: readonly string[], most = Infinity): string {
  const shown = names.length <= most ? names : names.slice(0, most);
  const rest = names.length - shown.length;
  const all = rest === 0 ? shown : [...shown, `${rest.toLocaleString('en')} more`];
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
}
