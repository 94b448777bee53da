import { didYouMean, listOf, ProblemsError, type ResolvedPlatform } from '@espalier/model';
import { stacksOf, type Stack } from './stack.ts';

/**
 * A stack of the platform.
 *
 * @throws ProblemsError ESP6012 where there is none of that name
 */
export function stackByName(platform: ResolvedPlatform, name: string): Stack {
  const stacks = stacksOf(platform);
  const stack = stacks.find((candidate) => candidate.name === name);
  if (stack !== undefined) return stack;
  const known = stacks.map((candidate) => candidate.name);
  throw new ProblemsError([
    {
      code: 'ESP6012',
      file: 'apps/cloud',
      path: '',
      found: `'${name}' is not a stack of this platform.${didYouMean(name, known)}`,
      expected: `Stacks: ${listOf(known)}.`,
      remedy: 'Name one of these.',
    },
  ]);
}
