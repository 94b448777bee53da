import { ProblemsError } from '@espalier/model';
import { groupChanges, groupRisks, placesOf, type Review } from '../review/index.ts';

/**
 * One review of parts that looked at different folders of the same two trees. A change that several parts saw counts
 * once.
 *
 * @throws ProblemsError ESP8038 where there is no part, or where parts compare different trees
 */
export function joinReviews(parts: readonly Review[]): Review {
  const [first] = parts;
  const pairs = [...new Set(parts.map(({ base, head }) => `${base} → ${head}`))];
  if (first === undefined || pairs.length > 1) {
    throw new ProblemsError([
      {
        code: 'ESP8038',
        file: '',
        path: '',
        found:
          pairs.length === 0 ? 'There is no part to join.' : `The parts compare different trees: ${pairs.join(', ')}.`,
        expected: 'One part or more, all of the same base and head.',
        remedy: 'Give all parts the same `--base` and `--head`.',
      },
    ]);
  }
  const changes = groupChanges(parts.flatMap((part) => part.changes));
  const risks = groupRisks(parts.flatMap((part) => part.risks));
  return {
    version: 1,
    base: first.base,
    head: first.head,
    changes,
    risks,
    places: placesOf(changes, risks),
    noise: [
      ...Map.groupBy(
        parts.flatMap((part) => part.noise),
        ({ kind }) => kind,
      ),
    ].map(([kind, same]) => ({
      kind,
      count: same.reduce((sum, { count }) => sum + count, 0),
      files: [...new Set(same.flatMap(({ files }) => files))].sort(),
    })),
    notChecked: [...new Set(parts.flatMap((part) => part.notChecked))].sort(),
  };
}
