import { names, type ResolvedNeed } from '@espalier/model';
import type { Received } from './received.ts';

/**
 * A need called `signingKey` gives `SIGNING_KEY` where its one key is `value`, else `SIGNING_KEY_<KEY>` for each key; or
 * files in `/secrets/signing-key/`.
 */
export function secret(need: Extract<ResolvedNeed, { kind: 'secret' }>): Received {
  const fromStore = { name: need.secretName, path: need.secretPath, keys: need.keys };
  if (need.as === 'files') {
    return { environment: [], secret: fromStore, directory: `/secrets/${names.kebabCase(need.name)}` };
  }
  const environment = need.keys.map((key) => ({ name: variableName(need, key), value: { secretKey: key } }));
  return { environment, secret: fromStore, directory: undefined };
}

function variableName(need: Extract<ResolvedNeed, { kind: 'secret' }>, key: string): string {
  const prefix = names.camelCaseToEnvironmentPrefix(need.name);
  if (need.keys.length === 1 && key === 'value') return prefix;
  return `${prefix}_${names.camelCaseToEnvironmentPrefix(key).replaceAll(/[^A-Z0-9]/g, '_')}`;
}
