/** What stands for something else in YAML 1.1, as Go reads it. */
const words: ReadonlyMap<string, boolean | null> = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
]);

/**
 * What Go's YAML makes of a scalar without quotes: Helm, `kubectl` and Argo CD read with it. Booleans and numbers
 * follow YAML 1.1, without sexagesimal numbers.
 *
 * @param text of the scalar
 * @see https://pkg.go.dev/sigs.k8s.io/yaml
 */
export function plainScalarInGo(text: string): string | number | boolean | null {
  const word = words.get(text);
  if (word !== undefined) return word;
  if (!/^[-+.\d]/.test(text)) return text;
  const digits = text.replaceAll('_', '');
  const [, sign = '', base = '', rest = ''] = /^([-+]?)(0[xX]|0[oO]|0[bB]|0(?=\d))?(.*)$/.exec(digits) ?? [];
  const number = base === '' ? decimal(digits) : (integer(base, sign, rest) ?? decimal(digits));
  return number ?? text;
}

function integer(base: string, sign: string, digits: string): number | undefined {
  const [radix, pattern] = /x/i.test(base)
    ? ([16, /^[\da-f]+$/i] as const)
    : /b/i.test(base)
      ? ([2, /^[01]+$/] as const)
      : ([8, /^[0-7]+$/] as const);
  return pattern.test(digits) ? (sign === '-' ? -1 : 1) * Number.parseInt(digits, radix) : undefined;
}

function decimal(digits: string): number | undefined {
  if (/^[-+]?\.(inf|Inf|INF)$/.test(digits)) return digits.startsWith('-') ? -Infinity : Infinity;
  if (/^\.(nan|NaN|NAN)$/.test(digits)) return Number.NaN;
  if (!/^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(digits)) return undefined;
  const number = Number(digits);
  return Number.isFinite(number) ? number : undefined;
}
