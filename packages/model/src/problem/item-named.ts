import { didYouMean, listOf } from './closest.ts';
import { ProblemsError, type Problem } from './problem.ts';

/**
 * The item with the given name, for names that users type.
 *
 * @param kind file that defines such items, their kind, and the code of the problem
 * @throws ProblemsError if no item has the name
 */
export function itemNamed<Item>(
  items: Readonly<Record<string, Item>>,
  name: string,
  { noun, ...place }: Pick<Problem, 'code' | 'file' | 'path'> & { readonly noun: string },
): Item {
  const item = Object.hasOwn(items, name) ? items[name] : undefined;
  if (item !== undefined) return item;
  const known = Object.keys(items);
  throw new ProblemsError([
    {
      ...place,
      found: `'${name}' is not ${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun} of this platform.${didYouMean(name, known)}`,
      expected: `${noun[0]?.toUpperCase()}${noun.slice(1)}s: ${listOf(known)}.`,
      remedy: 'Name one of these.',
    },
  ]);
}
