import { ProblemsError } from '@espalier/model';
import { markdownOf } from '@espalier/review';
import { afterAll, describe, expect, test } from 'vitest';
import { scenarios } from './changes/index.ts';
import { Riven } from './riven.ts';

const riven = new Riven();

afterAll(() => {
  riven.remove();
});

/** What a person reads of a scenario: the comment of its pull request, or what `npm start` says where the model refuses it. */
async function readBy(scenario: (typeof scenarios)[number]): Promise<string> {
  try {
    return markdownOf(await riven.reviewOf(scenario));
  } catch (error) {
    if (error instanceof ProblemsError) return `The model refuses it:\n\n${error.message}\n`;
    throw error;
  }
}

describe('a reviewer reads', () => {
  test.each(scenarios.map((scenario) => [scenario.title, scenario] as const))('%s', async (title, scenario) => {
    await expect(`# ${title}\n\n${await readBy(scenario)}`).toMatchFileSnapshot(`expected/${scenario.name}.md`);
  });
});

test('there are thirty scenarios, each with a name of its own', () => {
  expect(scenarios.length).toBeGreaterThanOrEqual(30);
  expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
});
