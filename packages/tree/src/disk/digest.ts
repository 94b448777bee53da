import { hash } from 'node:crypto';

/** The digest that identifies the bytes of a file: the first 128 bits of its SHA-256, in hexadecimal. */
export function digestOf(content: string | Uint8Array): string {
  return hash('sha256', content).slice(0, 32);
}

/** Whether the text has the form of a digest. */
export function isDigest(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{32}$/.test(text);
}
