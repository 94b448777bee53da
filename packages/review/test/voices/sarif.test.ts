import type { Log } from 'sarif';
import { expect, test } from 'vitest';
import { sarifOf, type Review } from '../../src/index.ts';
import { groupRisks } from '../../src/review/index.ts';
import { fixture, manyClusters, reviewOf } from './fixture.ts';

function runOf(review: Review, options?: Parameters<typeof sarifOf>[1]) {
  const log = JSON.parse(sarifOf(review, options)) as Log;
  expect(log.version).toBe('2.1.0');
  const [run] = log.runs;
  if (run === undefined) throw new Error('one run');
  return run;
}

test('each place of a risk is a result at its definition, with the rendered file next to it', () => {
  const { results = [], tool } = runOf(fixture(), { ruleUrl: (code) => `https://forge.test/${code}.md` });
  expect(
    results.map(({ ruleId, level, locations, relatedLocations }) => [
      ruleId,
      level,
      locations?.[0]?.physicalLocation?.artifactLocation?.uri,
      relatedLocations?.[0]?.physicalLocation?.artifactLocation?.uri,
    ]),
  ).toMatchSnapshot();
  expect(results.map(({ ruleIndex }) => tool.driver.rules?.[ruleIndex ?? -1]?.id)).toEqual(
    results.map(({ ruleId }) => ruleId),
  );
  expect(tool.driver.rules?.map(({ helpUri }) => helpUri)).toContain('https://forge.test/ESP8101.md');
  expect(results[0]?.message.text).toContain('2. Take a snapshot of the volume first.');
  const fingerprints = results.map(({ partialFingerprints }) => partialFingerprints?.['espalierRisk/v1']);
  expect(new Set(fingerprints).size).toBe(results.length);
});

test('a risk without a cause is at the rendered file, whose path is a relative address', () => {
  const [first] = fixture().risks;
  if (first === undefined) throw new Error('a risk');
  const at = first.at.map((one) => ({ ...one, causes: [], file: 'clusters/a b/ü#.yaml' }));
  const [result] = runOf(reviewOf({ risks: [{ ...first, at }] })).results ?? [];
  expect(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('clusters/a%20b/%C3%BC%23.yaml');
  expect(result?.relatedLocations).toBeUndefined();
});

test('what exceeds 5,000 results is announced, and the most severe stay', () => {
  const review = manyClusters(100, 0, 60);
  const { results = [], invocations = [] } = runOf({ ...review, risks: groupRisks(review.risks) });
  expect(results).toHaveLength(5_000);
  expect(invocations[0]?.toolExecutionNotifications?.[0]?.message.text).toMatch(/^1009 of 6009 results are left out/);
  expect(results.filter(({ properties }) => properties?.['severity'] === 'critical')).toHaveLength(1_502);
});
