import { itemNamed, type ResolvedPlatform } from '@espalier/model';
import { stacksOf, type Stack } from './stack.ts';

/**
 * A stack of the platform.
 *
 * @throws ProblemsError ESP6012 if there is none with that name
 */
export function stackByName(platform: ResolvedPlatform, name: string): Stack {
  const stacks = Object.fromEntries(stacksOf(platform).map((stack) => [stack.name, stack]));
  return itemNamed(stacks, name, { code: 'ESP6012', file: 'apps/cloud', path: '', noun: 'stack' });
}
