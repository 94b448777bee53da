import { expect, test } from 'vitest';
import { resolveRiskBudget } from '../src/risk-budget/index.ts';

const platform = { name: 'x', repository: 'https://x', domain: 'x.dev', owners: {}, accounts: {} };

test('the budget of risks has defaults, part by part', () => {
  const defaults = { severity: 'medium', deletions: { objects: 10, share: 0.2 } };
  expect(resolveRiskBudget(platform)).toEqual(defaults);
  expect(resolveRiskBudget({ ...platform, riskBudget: { severity: 'high', deletions: { objects: 3 } } })).toEqual({
    severity: 'high',
    deletions: { objects: 3, share: 0.2 },
  });
});
