import { compareInMemory, markdownOf, reviewTrees, type Files } from '@espalier/review';
import { expect, test } from 'vitest';
import { committed } from './committed.ts';

/** What all clusters have of Riven's production, without its plan. */
const production = Object.entries(committed).filter(([path]) => /^clusters\/production\/(?!cloud\/)/.test(path));

/** A hundred clusters like production, each under a name of its own. */
function fleet(edit: (text: string, path: string) => string): Files {
  return Object.fromEntries(
    Array.from({ length: 100 }, (_, index) => `c${String(index + 1).padStart(3, '0')}`).flatMap((name) =>
      production.map(([path, text]) => [
        path.replace('clusters/production/', `clusters/${name}/`),
        edit(text, path).replaceAll('clusters/production/', `clusters/${name}/`),
      ]),
    ),
  );
}

const before = { ...fleet((text) => text), 'apps/platform/standard-cluster.ts': 'before' };

test('a change of what all clusters share is one line, whatever their number', async () => {
  const after = {
    ...fleet((text, path) =>
      path.endsWith('deployment-identity.yaml')
        ? text.replace('revisionHistoryLimit: 3', 'revisionHistoryLimit: 5')
        : text,
    ),
    'apps/platform/standard-cluster.ts': 'after',
  };
  await expect(markdownOf(reviewTrees(compareInMemory(before, after)))).toMatchFileSnapshot(
    'expected/hundred-clusters.md',
  );
});

test('a namespace that opens in one of them is on the first screen', () => {
  const file = 'clusters/c042/namespaces/auth_networkpolicy-default-deny.yaml';
  const after: Files = { ...before, [file]: '', 'apps/platform/standard-cluster.ts': 'after' };
  const comment = markdownOf(reviewTrees(compareInMemory(before, after)));
  expect(comment.slice(0, 900)).toContain('NetworkPolicy auth/default-deny` in c042');
});
