import { bootstrapOf } from '../src/index.ts';
import { actionsIn, unknownActionsOfNeeds, whyNoAction } from '../src/iam-actions/index.ts';
import { planStacks } from '../src/plan/index.ts';
import { stacksOf } from '../src/stacks/stack.ts';
import { formatProblem, policy, type ResolvedPlatform } from '@espalier/model';
import { expect, test } from 'vitest';
import { loadRiven } from './stack-plans.ts';

const riven = await loadRiven();

test.each(['s3:GetObject', 's3:Get*', 's3:*', '*', 'sts:AssumeRoleWithWebIdentity', 'rds-db:connect', 'S3:getobject'])(
  'IAM has the action %s',
  async (action) => {
    expect(await whyNoAction(action)).toBeUndefined();
  },
);

test.each([
  ['s3:GetObjects', "IAM has no action 's3:GetObjects'. Did you mean 's3:GetObject'?"],
  ['s3:Fetch*', "IAM has no action 's3:Fetch*'."],
  ['s33:GetObject', "IAM has no service 's33'."],
  ['route53:ListHostedZone', "IAM has no action 'route53:ListHostedZone'. Did you mean 'route53:ListHostedZones'?"],
])('IAM has no action %s', async (action, why) => {
  expect(await whyNoAction(action)).toBe(why);
});

test('an action of a need that IAM does not have is a problem at its place', async () => {
  const [first, ...others] = riven.deployments['staging'] ?? [];
  if (first === undefined) throw new Error('nothing is released to staging');
  const { statements } = policy({ actions: ['s3:ListBucket', 's3:GetObjects'], resources: ['*'] });
  const needs = [{ kind: 'policy' as const, name: 'aws', secretName: '', statements }];
  const platform: ResolvedPlatform = { ...riven, deployments: { staging: [{ ...first, needs }, ...others] } };
  expect((await unknownActionsOfNeeds(platform)).map(formatProblem)).toMatchInlineSnapshot(`
    [
      "ESP2234  apps/authorization/app.ts  needs.aws.statements[0].actions[1]
      IAM has no action 's3:GetObjects'. Did you mean 's3:GetObject'?
      An action of IAM: any other allows nothing.
      Correct the name by the Service Authorization Reference of AWS.",
    ]
  `);
});

test('every action in what is planned of the platform is one of IAM', async () => {
  const actions = new Set<string>();
  // `planStacks` refuses any that is not.
  for await (const plan of planStacks(
    riven,
    new Map(),
    stacksOf(riven).map(({ name }) => name),
  )) {
    for (const { inputs } of plan.resources) for (const action of actionsIn(inputs)) actions.add(action);
  }
  expect(actions.size).toBeGreaterThan(100);
});

test('every action in the bootstrap of the accounts is one of IAM', async () => {
  const inTerraform = (value: unknown): readonly string[] =>
    typeof value !== 'object' || value === null
      ? []
      : Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
          /^(not_)?actions$/.test(key) && Array.isArray(inner) ? inner.map(String) : inTerraform(inner),
        );
  const actions = new Set(Object.values(riven.accounts).flatMap((account) => inTerraform(bootstrapOf(riven, account))));
  expect(actions.size).toBeGreaterThan(50);
  expect((await Promise.all([...actions].map(whyNoAction))).filter((why) => why !== undefined)).toEqual([]);
});
