import { formatProblem } from '@espalier/model';
import { stringifyYaml } from '@espalier/tree';
import { expect, test } from 'vitest';
import {
  acknowledgementsIn,
  budgetRisks,
  compareInMemory,
  gate,
  reviewTrees,
  type Acknowledgement,
  type Review,
} from '../../src/index.ts';

const claim = 'clusters/c1/shop/persistentvolumeclaim-data.yaml';
const before = {
  [claim]: stringifyYaml({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', namespace: 'shop' },
    spec: {},
  }),
  'apps/shop/app.ts': '1',
};
const after = { 'apps/shop/app.ts': '2' };

const review = reviewTrees(compareInMemory(before, after));
const platform = { riskBudget: { severity: 'medium', deletions: { objects: 10, share: 0.2 } } } as const;
const today = '2026-11-25';

/** The risk that the tests are about, without that of a whole cluster that leaves. */
const only: Review = { ...review, risks: review.risks.filter(({ code }) => code === 'ESP8101') };

const acknowledgement: Acknowledgement = {
  risk: 'ESP8101',
  object: 'PersistentVolumeClaim shop/data',
  place: 'c1',
  digest: /digest: '([0-9a-f]{8})'/.exec(JSON.stringify(gate(only, platform, [], today).problems))?.[1] ?? '',
  reason: 'The data was copied to the new claim.',
  by: '@acme/platform',
  until: '2026-11-30',
  file: 'apps/platform/acknowledgements/claim.yaml',
  isInChange: true,
};

function codes(acknowledgements: readonly Acknowledgement[], of: Review = review): readonly string[] {
  return gate(of, platform, acknowledgements, today).problems.map(({ code }) => code);
}

test('a risk above the budget stops a change, and says how it is acknowledged', () => {
  expect(gate(only, platform, [], today).problems.map(formatProblem)).toMatchInlineSnapshot(`
    [
      "ESP8040  clusters/c1/shop/persistentvolumeclaim-data.yaml
      ESP8101 in c1: PersistentVolumeClaim data is deleted: its volume is deleted with it, unless the StorageClass retains volumes.
      No risk above the budget of the platform.
      Take the change back, if the data is still needed.
      Take a snapshot of the volume first.
      Where the risk is taken, write apps/platform/acknowledgements/esp8101-persistentvolumeclaim-shop-data.yaml in the same change:
      risk: ESP8101
      object: "PersistentVolumeClaim shop/data"
      place: c1
      digest: '9c4111d6'
      reason: <why it is taken, in a sentence>
      by: '@<who takes it>'
      until: '2026-11-25'",
    ]
  `);
});

test('an acknowledgement in the change lets it pass', () => {
  expect(codes([acknowledgement], only)).toEqual([]);
});

test('one that was there before the change does not count, and is no finding', () => {
  expect(codes([{ ...acknowledgement, isInChange: false }], only)).toEqual(['ESP8040']);
});

test('one of another code, object or place does not count, and is a finding', () => {
  expect(codes([{ ...acknowledgement, risk: 'ESP8102' }], only)).toEqual(['ESP8040', 'ESP8043']);
  expect(codes([{ ...acknowledgement, object: 'PersistentVolumeClaim shop/other' }], only)).toEqual([
    'ESP8040',
    'ESP8043',
  ]);
  expect(codes([{ ...acknowledgement, place: 'c2' }], only)).toEqual(['ESP8040', 'ESP8043']);
});

test('one of a risk that says something else now does not count', () => {
  expect(codes([{ ...acknowledgement, digest: '00000000' }], only)).toEqual(['ESP8040', 'ESP8043']);
});

test('a change of the budget is a risk of its own', () => {
  const file = 'apps/platform/platform.ts';
  const platformWith = (budget: string): string => `export default { name: 'x', ${budget} };`;
  const risks = (base: string, head: string): readonly string[] =>
    budgetRisks(compareInMemory({ [file]: base }, { [file]: head })).map(({ code }) => code);
  expect(risks(platformWith(''), platformWith("riskBudget: { severity: 'critical' },"))).toEqual(['ESP8045']);
  expect(risks(platformWith('riskBudget: { deletions: { objects: 1 } },'), platformWith(''))).toEqual(['ESP8045']);
  expect(risks(platformWith('riskBudget: {  },'), platformWith('riskBudget: { }, more: 1'))).toEqual([]);
});

test('an expired one does not count, and is a finding wherever it is', () => {
  expect(codes([{ ...acknowledgement, until: '2026-11-24' }], only)).toEqual(['ESP8040', 'ESP8042']);
  expect(codes([{ ...acknowledgement, until: '2026-11-24', isInChange: false }], only)).toEqual(['ESP8040', 'ESP8042']);
  expect(codes([{ ...acknowledgement, until: today }], only)).toEqual([]);
});

test('risks inside the budget pass', () => {
  const lower = { riskBudget: { ...platform.riskBudget, severity: 'critical' } } as const;
  expect(gate(only, lower, [], today).problems).toEqual([]);
});

test('acknowledgements are read at head, and what is wrong with one is said', () => {
  const file = 'apps/platform/acknowledgements/claim.yaml';
  const good = stringifyYaml({ ...acknowledgement, file: undefined, isInChange: undefined });
  expect(acknowledgementsIn(compareInMemory({}, { [file]: good })).acknowledgements).toEqual([acknowledgement]);
  expect(acknowledgementsIn(compareInMemory({ [file]: good }, { [file]: good })).acknowledgements).toEqual([
    { ...acknowledgement, isInChange: false },
  ]);
  const { acknowledgements, problems } = acknowledgementsIn(
    compareInMemory({}, { [file]: good.replace('reason', 'why') }),
  );
  expect(acknowledgements).toEqual([]);
  expect(problems.map(({ path }) => path).sort()).toEqual(['reason', 'why']);
});
