import fc from 'fast-check';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { terminalOf } from '../../src/index.ts';
import { fixture, hostileReview, manyClusters, reviewOf } from './fixture.ts';

test('a terminal shows the verdict, risks with their steps, places, and the changes of each application', async () => {
  await expect(terminalOf(fixture(), { color: false })).toMatchFileSnapshot('__snapshots__/terminal.txt');
});

test('colors change nothing of the text', () => {
  const colored = terminalOf(fixture(), { color: true });
  expect(colored).toContain('\u001b[31m');
  expect(stripVTControlCharacters(colored)).toBe(terminalOf(fixture(), { color: false }));
});

test('it says that nothing changes, and counts what is noise', () => {
  const review = reviewOf({ noise: [{ kind: 'order', count: 2, files: ['a'] }] });
  expect(terminalOf(review, { color: false })).toBe(
    'Nothing changes 1a2b3c4d → working tree\n\nHidden: 2 differences that change nothing (order 2)\n',
  );
});

test('of 100 clusters it lists a few', () => {
  expect(terminalOf(manyClusters(100, 1, 0), { color: false })).toContain('and 89 more clusters and stacks');
});

test('no text of a tree moves the cursor, colors or hides anything', () => {
  fc.assert(
    fc.property(hostileReview, fc.integer({ min: 30, max: 200 }), (review, width) => {
      const text = terminalOf(review, { color: false, width });
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      expect(text.isWellFormed()).toBe(true);
    }),
    { numRuns: 200 },
  );
});
