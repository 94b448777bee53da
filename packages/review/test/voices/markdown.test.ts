import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { describe, expect, test } from 'vitest';
import { subjectName } from '../../src/documents/index.ts';
import { markdownOf, type MarkdownOptions, type Review } from '../../src/index.ts';
import { at, change, fixture, hostileReview, manyClusters, object, reviewOf } from './fixture.ts';

const links: MarkdownOptions = {
  fileUrl: (path) => `https://forge.test/blob/head/${path}`,
  ruleUrl: (code) => `https://forge.test/risks/${code}`,
};

test('a comment has the verdict and the risks first, then places, deletions, changes, noise and what was not checked', async () => {
  await expect(markdownOf(fixture(), links)).toMatchFileSnapshot('__snapshots__/comment.txt');
});

test('nothing is said where nothing changes', () => {
  expect(markdownOf(reviewOf({ noise: [{ kind: 'order', count: 2, files: ['a'] }] }))).toBe('');
});

test('the same change in many clusters is one line with its count', () => {
  const where = Array.from({ length: 100 }, (_, index) =>
    at(object(`c${index}`, 'Deployment', 'identity', 'identity')),
  );
  const comment = markdownOf(
    reviewOf({
      changes: [
        change('changed', where, {
          fields: [{ path: 'spec.replicas', before: 2, after: 3 }],
          restart: { pods: 2, isAtLeast: false },
        }),
      ],
    }),
  );
  expect(comment).toContain('- **changed** `Deployment identity/identity` in 100 clusters · **restarts 200 pods**');
  expect(comment).toContain('| `c0`, `c1`, `c10` and 97 more | · | 1 | · | 2 | · |');
});

test('as many applications as fit have their changes, those with risks first; the others are counted', () => {
  const comment = markdownOf(fixture(), { ...links, budget: 6_000 });
  expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(6_000);
  expect(comment).toContain('Some applications are only counted');
  expect(comment).toContain('<summary><code>namespaces</code> 3 changed</summary>');
  expect(comment).toMatch(/<summary>Changes of \d application/);
});

test('no link leads to a file that is deleted', () => {
  const where = [at(object('production', 'Service', 'old', 'shop', 'v1'), ['apps/shop/app.ts'])];
  const risk = { code: 'ESP8100', severity: 'low', title: '', at: where, effect: '', steps: [] } as const;
  const comment = markdownOf(reviewOf({ changes: [change('deleted', where)], risks: [risk] }), links);
  expect(comment).not.toContain('blob/head/clusters');
  expect(comment).toContain('blob/head/apps/shop/app.ts');
});

describe('at 100 clusters', () => {
  const review = manyClusters(100, 3);

  test.each([2_000_000, 250_000, 60_000, 20_000, 8_000, 2_000])('a comment fits %i bytes and code points', (budget) => {
    const comment = markdownOf(review, { budget });
    expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(budget);
    expect(Array.from(comment).length).toBeLessThanOrEqual(budget);
    expectAllRisksAndDeletions(comment, review);
  });

  test('each step is announced at the top, in the same order', () => {
    const announced: string[] = [];
    for (let budget = 400_000; budget > 1_000; budget *= 0.5) {
      const top = markdownOf(review, { budget }).split('### ')[0] ?? '';
      const announcement = /^> \*\*Shortened, step .*$/m.exec(top)?.[0] ?? 'nothing is left out';
      if (announced.at(-1) !== announcement) announced.push(announcement);
    }
    expect(announced).toMatchSnapshot();
  });
});

test('risks and deletions are in every comment, and it keeps to its budget', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 25 }),
      fc.nat(10),
      fc.nat(6),
      fc.integer({ min: 2_000, max: 100_000 }),
      (clusters, changes, risks, budget) => {
        const review = manyClusters(clusters, changes, risks);
        const comment = markdownOf(review, { ...links, budget });
        expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(budget);
        expectAllRisksAndDeletions(comment, review);
        expectSound(comment);
      },
    ),
    { numRuns: 15 },
  );
});

test('no text of a tree breaks out of its place, mentions anyone or refers to an issue', () => {
  fc.assert(
    fc.property(hostileReview, fc.constantFrom(60_000, 3_000, 1_500), (review, budget) => {
      const comment = markdownOf(review, { budget });
      expect(comment === '').toBe(review.changes.length === 0 && review.risks.length === 0);
      if (comment !== '') expectSound(comment);
    }),
    { numRuns: 150 },
  );
});

/** Every risk and deletion is named, or counted with others of its code or kind where the comment says so. */
function expectAllRisksAndDeletions(comment: string, { risks, changes }: Review): void {
  const gone = changes
    .filter(({ action }) => action === 'deleted' || action === 'renamed')
    .flatMap(({ at: where }) => where.map(({ subject, from }) => from ?? subject));
  for (const { code } of risks) expect(comment).toContain(code);
  if (gone.length > 0) expect(comment).toContain(`Deleted: ${gone.length.toLocaleString('en')}`);
  if (/Only risks by code/.test(comment)) {
    const counts = [...comment.matchAll(/^\| (?:🟥|🟧|🟨|🟦).*? \| ([\d,]+) \|/gmu)].map(([, count]) =>
      Number(count?.replaceAll(',', '')),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(risks.flatMap((risk) => risk.at).length);
    return;
  }
  if (/Only counts/.test(comment)) return;
  for (const { subject } of risks.flatMap((risk) => risk.at)) expect(comment).toContain(`\`${subjectName(subject)}\``);
  for (const subject of gone) expect(comment).toContain(`\`${subjectName(subject)}\``);
}

/** What GitHub would make of a comment has the shape that this package gives it, and no other. */
function expectSound(comment: string): void {
  expect(comment.startsWith('<!-- espalier:review -->\n## Review: ')).toBe(true);
  const tree = fromMarkdown(comment, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
  const html: string[] = [];
  let isInCode = false;
  const visit = (node: Nodes): void => {
    switch (node.type) {
      case 'html':
        html.push(node.value);
        isInCode = node.value === '<code>' || (isInCode && node.value !== '</code>');
        return;
      case 'text':
        // GitHub mentions nobody in code.
        if (!isInCode) expect(node.value).not.toMatch(/@\w|#\d/);
        return;
      case 'link':
        expect(node.url).toMatch(/^https:\/\/forge\.test\//);
        break;
      case 'image':
      case 'blockquote':
      case 'thematicBreak':
      case 'definition':
        if (node.type !== 'blockquote' || !/^Shortened/.test(textOf(node))) expect.fail(`${node.type} in the comment`);
        break;
      case 'heading':
        expect(textOf(node)).toMatch(/^(?:Review: |Stop and look|What changes|Deleted: )/);
        break;
      case 'code':
        expect(node.lang).toBe('diff');
        expect(node.value).toMatch(/^[ +\-@]/);
        break;
      case 'table':
        for (const row of node.children) expect(row.children).toHaveLength(node.children[0]?.children.length ?? 0);
        break;
      default:
    }
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(tree);
  expect(html[0]).toBe('<!-- espalier:review -->');
  for (const one of html.slice(1)) {
    expect(one).toMatch(/^(?:<br>|<\/?code>|<\/details>|<details><summary>(?:[^<>]|<\/?(?:code|b)>)*<\/summary>)$/);
  }
  const count = (start: string): number => html.filter((one) => one.startsWith(start)).length;
  expect(count('<details>')).toBe(count('</details>'));
}

function textOf(node: Nodes): string {
  return 'children' in node ? node.children.map(textOf).join('') : 'value' in node ? node.value : '';
}
