const core = String.raw`v?(?<numbers>\d+\.\d+\.\d+)`;
const identifiers = String.raw`[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*`;
const exact = new RegExp(String.raw`^${core}(?:-(?<preRelease>${identifiers}))?(?:\+${identifiers})?$`);

/** Whether a text is one version in full, as semver.org writes it, with or without the `v` of some charts. */
export function isExactVersion(text: string): boolean {
  return exact.test(text);
}

/** Whether `one` precedes `other`: https://semver.org/#spec-item-11. Both have to be exact. */
export function isOlder(one: string, other: string): boolean {
  const [left, right] = [parse(one), parse(other)];
  const numbers = compareInTurn(left.numbers, right.numbers);
  if (numbers !== 0) return numbers < 0;
  if (left.preRelease === undefined || right.preRelease === undefined) {
    return left.preRelease !== undefined && right.preRelease === undefined;
  }
  return compareInTurn(left.preRelease, right.preRelease) < 0;
}

interface Parts {
  readonly numbers: readonly string[];
  readonly preRelease: readonly string[] | undefined;
}

function parse(version: string): Parts {
  const groups = exact.exec(version)?.groups;
  return { numbers: groups?.['numbers']?.split('.') ?? [], preRelease: groups?.['preRelease']?.split('.') };
}

/** The first difference decides; where there is none, what has fewer parts comes first. */
function compareInTurn(left: readonly string[], right: readonly string[]): number {
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const compared = compareIdentifiers(part, other);
    if (compared !== 0) return compared;
  }
  return left.length - right.length;
}

/** Numbers by value and before words, words by their characters. */
function compareIdentifiers(left: string, right: string): number {
  const [leftIsNumber, rightIsNumber] = [/^\d+$/.test(left), /^\d+$/.test(right)];
  if (leftIsNumber && rightIsNumber) return Number(left) - Number(right);
  if (leftIsNumber !== rightIsNumber) return leftIsNumber ? -1 : 1;
  return left === right ? 0 : left < right ? -1 : 1;
}
