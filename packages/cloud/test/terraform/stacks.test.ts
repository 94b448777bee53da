import { describe, expect, test } from 'vitest';
import { planStacks, type PlannedResource } from '../../src/plan/index.ts';
import { stacksOf } from '../../src/stacks/stack.ts';
import { allows } from './evaluate.ts';
import { bootstrapIn, policyIn, riven } from './riven.ts';

const platform = await riven();
const stacks = stacksOf(platform);
const plans = new Map<string, readonly PlannedResource[]>();
for await (const plan of planStacks(
  platform,
  new Map(),
  stacks.map(({ name }) => name),
)) {
  plans.set(
    plan.stack,
    plan.resources.filter(({ kind }) => kind === 'resource'),
  );
}

/** Prefixes of IAM's actions where they are not the module's name. */
const services: Readonly<Record<string, string>> = { accessanalyzer: 'access-analyzer', vpc: 'ec2' };

/** Prefix of the actions that make a resource of a type such as `aws:ec2/vpc:Vpc`. */
function serviceOf(type: string): string | undefined {
  const [, module, name] = /^aws:([a-z0-9]+)\/\w+:(\w+)$/.exec(type) ?? [];
  if (module === undefined) return undefined;
  return name === 'LogGroup' ? 'logs' : (services[module] ?? module);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

interface Policy {
  readonly Statement: readonly { readonly Action: string | readonly string[] }[];
}

function actionsIn(policyText: unknown): readonly string[] {
  const policy = JSON.parse(text(policyText) ?? '') as Policy;
  return policy.Statement.flatMap(({ Action }) => Action);
}

describe.each(stacks.map((stack) => [stack.name, stack] as const))('%s', (name, { account, region }) => {
  const resources = plans.get(name) ?? [];
  const configuration = bootstrapIn(platform, account.name);
  const ofType = (type: string): readonly PlannedResource[] => resources.filter((one) => one.type === type);

  test('is in services that apply may use', () => {
    expect(resources.length).toBeGreaterThan(0);
    const context = { 'aws:RequestedRegion': region };
    const used = new Set(resources.flatMap(({ type }) => serviceOf(type) ?? []));
    used.delete('iam');
    for (const service of used) {
      const action = `${service}:CreateIt`;
      expect(allows(policyIn(configuration, 'apply'), { action, context }), service).toBe(true);
    }
  });

  test('has roles that apply may make: under the boundary, with the name of the platform', () => {
    for (const { name: logical, inputs } of ofType('aws:iam/role:Role')) {
      // Without a name of its own a role gets its logical one and a few digits.
      const resource = `arn:aws:iam::${account.id}:role/${text(inputs['name']) ?? `${logical}-0a1b2c3`}`;
      const context = { 'iam:PermissionsBoundary': text(inputs['permissionsBoundary']) ?? '' };
      for (const action of ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy', 'iam:DeleteRole']) {
        expect(allows(policyIn(configuration, 'apply'), { action, resource, context }), resource).toBe(true);
      }
    }
  });

  test('hands its roles to services that apply may hand them to', () => {
    for (const { name: logical, inputs } of ofType('aws:iam/role:Role')) {
      for (const [, service = ''] of JSON.stringify(inputs['assumeRolePolicy']).matchAll(
        /([a-z0-9.-]+\.amazonaws\.com)\\*"\s*\}/g,
      )) {
        if (service === 'sts.amazonaws.com') continue;
        const resource = `arn:aws:iam::${account.id}:role/${logical}`;
        const context = { 'iam:PassedToService': service };
        expect(allows(policyIn(configuration, 'apply'), { action: 'iam:PassRole', resource, context }), service).toBe(
          true,
        );
      }
    }
  });

  test('has no role with a policy that the boundary would cut', () => {
    const context = { 'aws:RequestedRegion': region };
    for (const { name: logical, inputs } of ofType('aws:iam/rolePolicy:RolePolicy')) {
      for (const action of actionsIn(inputs['policy'])) {
        expect(
          allows(policyIn(configuration, 'boundary'), { action, resource: 'arn', context }),
          `${logical} ${action}`,
        ).toBe(true);
      }
    }
  });
});

test('the stacks have the roles that this is about', () => {
  const types = [...plans.values()].flat().map(({ type }) => type);
  expect(types.filter((type) => type === 'aws:iam/role:Role').length).toBeGreaterThan(30);
  expect(types.filter((type) => type === 'aws:iam/rolePolicy:RolePolicy').length).toBeGreaterThan(20);
});
