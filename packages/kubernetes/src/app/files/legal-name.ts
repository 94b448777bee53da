import { digest } from '../../objects/index.ts';

/** How paths become names. */
export interface Spelling {
  /** Replaces `/` and illegal characters. */
  readonly separator: string;
  /** Characters that a part of the name may not contain, including the separator. */
  readonly illegal: RegExp;
  /** Longest name allowed. */
  readonly maxLength: number;
}

/** The end of a volume's name, a DNS label; leaves space for the prefix. */
export const volumeSpelling: Spelling = { separator: '-', illegal: /[^a-z0-9]/, maxLength: 40 };

/** Keys of a ConfigMap. */
export const configKeySpelling: Spelling = { separator: '_', illegal: /[^A-Za-z0-9.-]/, maxLength: 253 };

/**
 * Converts an absolute path to a name: `/var/cache` as `var-cache`. If another path could have the same name, or the
 * name would be too long, it ends in a digest of the path. So a name depends only on its own path.
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
