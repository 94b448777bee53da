import type { NeedContext } from './need-in-cloud.ts';

/**
 * Tags by which a resource is found from a bill or the console, next to those of the provider: `owner` is whom to ask,
 * `app` what it belongs to.
 */
export function tagsOf(
  need: { readonly name: string },
  { owner, team }: NeedContext,
): Readonly<Record<string, string>> {
  return { owner: team, app: owner, need: need.name };
}

/** What the environment's backup plan takes a copy of every day is what carries this tag. */
export const backedUpDaily = { backup: 'daily' };
