import { expect, test } from 'vitest';
import { riskRules, type RiskRule } from '../src/index.ts';

/** The page of a rule, which its findings link to. */
function pageOf({ code, title, page }: RiskRule): string {
  return [
    `# ${code}: ${title}`,
    `## Why`,
    page.why,
    `## Example`,
    page.example,
    `## What to do`,
    page.whatToDo,
    `Where the risk is known and taken, an acknowledgement lets the change pass: [Gate](../guides/review.md#the-gate).`,
  ].join('\n\n');
}

test.each(riskRules.map((rule) => [rule.code, rule] as const))(
  '%s has a page of what its rule says',
  async (code, rule) => {
    await expect(`${pageOf(rule)}\n`).toMatchFileSnapshot(`../../../docs/risks/${code}.md`);
  },
);

test('each rule has a code of its own', () => {
  const codes = riskRules.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
});
