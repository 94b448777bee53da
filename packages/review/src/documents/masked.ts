import { isMapping, type Json } from '@espalier/model';
import { createHash } from 'node:crypto';

/** Shapes of credentials that no name has to give away. Sources: the token formats that each service documents. */
const shapes: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\bgh[pousr]_[0-9A-Za-z]{36,}\b/g,
  /\bgithub_pat_[0-9A-Za-z_]{40,}\b/g,
  /\bglpat-[\w-]{20,}\b/g,
  /\bxox[abposr]-[\w-]{10,}/g,
  /\bsk_(?:live|test)_[0-9A-Za-z]{16,}\b/g,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]+/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
];

/** Password inside an address: `postgres://user:password@host`. */
const inAddress = /(\b[a-z][a-z\d+.-]*:\/\/[^\s:/@]+:)([^\s/@]+)(@)/gi;

/** Names of values that are credentials themselves, and not the name, path or size of one. */
const credentialName = /(?:^|[._-])(?:password|passwd|passphrase|api[_-]?key|access[_-]?key|private[_-]?key|token)$/i;

/** Names of values that are credentials or, as often, names of Secrets. */
const secretName = /(?:^|[._-])(?:secret|credentials?)$/i;

/** Values that are no credential: references, placeholders, ARNs. */
const reference = /^(?:|true|false|\$\{.*\}|\$\(.*\)|\{\{.*\}\}|arn:.*|\[secret\])$/;

/** A name of Kubernetes or a path of Secrets Manager. */
const nameOrPath = /^[a-z\d]([a-z\d./-]*[a-z\d])?$/;

/** Replaces what looks like a secret by its digest, so that a change of it is seen and its value is not. */
export function masked(value: Json, name = ''): Json {
  if (typeof value === 'string') return maskedText(value, name);
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => masked(item, name));
  if (!isMapping(value)) return value;
  const isSecret = value['kind'] === 'Secret' && value['apiVersion'] === 'v1';
  // An environment variable says its name next to its value.
  const variable = typeof value['name'] === 'string' && typeof value['value'] === 'string' ? value['name'] : undefined;
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, Json>>).map(([key, inner]) => [
      key,
      isSecret && (key === 'data' || key === 'stringData')
        ? everyText(inner)
        : masked(inner, key === 'value' && variable !== undefined ? variable : key),
    ]),
  );
}

function maskedText(text: string, name: string): string {
  const kebab = camelToKebab(name);
  if (!reference.test(text)) {
    if (credentialName.test(kebab)) return digest(text);
    if (secretName.test(kebab) && !nameOrPath.test(text)) return digest(text);
  }
  let shown = text.replaceAll(
    inAddress,
    (_, before: string, password: string, after: string) =>
      `${before}${reference.test(password) ? password : digest(password)}${after}`,
  );
  for (const shape of shapes) shown = shown.replaceAll(shape, digest);
  return shown;
}

function everyText(value: Json): Json {
  if (typeof value === 'string') return digest(value);
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, Json>>).map(([key, inner]) => [key, everyText(inner)]),
  );
}

/** Keys of Helm values and Pulumi inputs are in camel case. */
function camelToKebab(name: string): string {
  return name.replaceAll(/([a-z\d])([A-Z])/g, '$1-$2');
}

function digest(text: string): string {
  return `[secret sha256:${createHash('sha256').update(text).digest('hex').slice(0, 8)}]`;
}
