import type { Comparison } from '../../comparison/index.ts';
import type { Grant } from './grants.ts';

/** Ids of accounts that the base side names, by comparison; `undefined` where it has no plan, so that all are new. */
const known = new WeakMap<Comparison, ReadonlySet<string> | undefined>();

/** An account in a text: an ARN or a bare id, but not the registry of an image. */
const account = /(?<![\d.])\d{12}(?!\d|\.dkr\.)/g;

/** Whether a grant is for an account that nothing on the base side names: a foreign account. */
export function isForeign({ principal }: Grant, comparison: Comparison): boolean {
  const id = /^AWS (?:arn:aws[\w-]*:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(principal)?.[1];
  if (id === undefined) return false;
  if (!known.has(comparison)) known.set(comparison, accountsIn(comparison));
  return known.get(comparison)?.has(id) === false;
}

function accountsIn(comparison: Comparison): ReadonlySet<string> | undefined {
  const files = ['clusters', 'apps/cloud'].flatMap((folder) =>
    comparison.list('base', folder).filter((path) => /^clusters\/.*\bcloud\/|\.tf\.json$/.test(path)),
  );
  if (files.length === 0) return undefined;
  const texts = comparison.read('base', files);
  return new Set([...texts.values()].flatMap((text) => text.match(account) ?? []));
}
