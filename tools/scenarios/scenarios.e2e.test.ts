import { ProblemsError } from '@espalier/model';
import { markdownOf, type Review } from '@espalier/review';
import { afterAll, describe, expect, test } from 'vitest';
import { scenarios } from './changes/index.ts';
import { Riven } from './riven.ts';
import type { Scenario } from './scenario.ts';

const riven = new Riven();
/** Names of scenarios by whether their review stops a reader. */
const stopped = new Set<string>();

afterAll(() => {
  riven.remove();
  const rate = (all: readonly Scenario[]): string =>
    `${all.filter(({ name }) => stopped.has(name)).length} of ${all.length}`;
  const dangerous = scenarios.filter(({ isDangerous }) => isDangerous === true);
  const everyday = scenarios.filter(({ isDangerous }) => isDangerous !== true);
  process.stdout.write(`Stopped: ${rate(dangerous)} dangerous changes, ${rate(everyday)} everyday changes.\n`);
});

/** The comment of the pull request, or what `npm start` says where the model refuses the edit. */
function comment(review: Review | ProblemsError): string {
  return review instanceof ProblemsError ? `The model refuses it:\n\n${review.message}\n` : markdownOf(review);
}

async function reviewOf(scenario: Scenario): Promise<Review | ProblemsError> {
  try {
    return await riven.reviewOf(scenario);
  } catch (error) {
    if (error instanceof ProblemsError) return error;
    throw error;
  }
}

describe('a reviewer reads', () => {
  test.each(scenarios.map((scenario) => [scenario.title, scenario] as const))('%s', async (title, scenario) => {
    const review = await reviewOf(scenario);
    await expect(`# ${title}\n\n${comment(review)}`).toMatchFileSnapshot(`expected/${scenario.name}.md`);
    const isStopped = review instanceof ProblemsError || review.risks.some(({ severity }) => severity !== 'low');
    if (isStopped) stopped.add(scenario.name);
    expect(isStopped).toBe(scenario.isDangerous === true);
  });
});

test('there are thirty scenarios, each with a name of its own', () => {
  expect(scenarios.length).toBeGreaterThanOrEqual(30);
  expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
});
