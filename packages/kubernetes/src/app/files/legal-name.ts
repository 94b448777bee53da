import { digest } from '../../objects/index.ts';

/** How paths are spelt where a name is wanted. */
export interface Spelling {
  /** Stands for `/` and for what is illegal. */
  readonly separator: string;
  /** All that a part of the path may not hold; the separator is among it. */
  readonly illegal: RegExp;
  /** Longest name allowed. */
  readonly maxLength: number;
}

/** Ends of the names of volumes, which are DNS labels; leaves room for what comes before. */
export const volumeSpelling: Spelling = { separator: '-', illegal: /[^a-z0-9]/, maxLength: 40 };

/** Keys of a ConfigMap. */
export const configKeySpelling: Spelling = { separator: '_', illegal: /[^A-Za-z0-9.-]/, maxLength: 253 };

/**
 * Spells an absolute path as a name: `/var/cache` as `var-cache`. Where another path could be spelt the same, or the
 * name would be too long, a digest of the path tells them apart; so a name depends on nothing but its own path.
 */
export function nameOfPath(path: string, { separator, illegal, maxLength }: Spelling): string {
  const parts = path.split('/').slice(1);
  const name = parts.join(separator);
  const isPlain = parts.every((part) => part !== '' && !part.startsWith('..') && !illegal.test(part));
  if (isPlain && name.length <= maxLength) return name;
  const readable = name.replaceAll(new RegExp(illegal, 'g'), separator).slice(0, maxLength - 9);
  return [readable.replaceAll(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, ''), digest(path).slice(0, 8)]
    .filter((part) => part !== '')
    .join('-');
}
