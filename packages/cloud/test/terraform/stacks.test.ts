import * as aws from '@pulumi/aws';
import { describe, expect, test } from 'vitest';
import { planStacks, type PlannedResource } from '../../src/plan/index.ts';
import type { OwnProgram } from '../../src/own-programs/own-programs.ts';
import { stacksOf } from '../../src/stacks/stack.ts';
import { importId, importIds } from '../../src/recovery/import-id.ts';
import { plannedTypes } from '../../src/terraform/roles/planned-types.ts';
import { reading } from '../../src/terraform/roles/reading.ts';
import { allows } from './evaluate.ts';
import { at } from '../stack-plans.ts';
import { bootstrapIn, policyIn, riven } from './riven.ts';

const platform = await riven();
const stacks = stacksOf(platform);
const plans = new Map<string, readonly PlannedResource[]>();

/** What an app of any platform may have beyond its needs: programs that people wrote are theirs, and warned of in a plan. */
const program: OwnProgram = {
  register: ({ app, parent }) => {
    new aws.cloudwatch.Dashboard(app.name, { dashboardName: app.name, dashboardBody: '{}' }, { parent });
  },
  outputs: {},
};

for await (const plan of planStacks(
  platform,
  new Map(platform.apps.map((app) => [app, program])),
  stacks.map(({ name }) => name),
)) {
  plans.set(
    plan.stack,
    plan.resources.filter(({ kind }) => kind !== 'component'),
  );
}

function isProvider(type: string): boolean {
  return type.startsWith('pulumi:providers:');
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

  test('has types whose services and linked roles are known', () => {
    expect(resources.length).toBeGreaterThan(0);
    const unknown = resources.map(({ type }) => type).filter((type) => !isProvider(type) && !(type in plannedTypes));
    expect([...new Set(unknown)]).toEqual([]);
  });

  test('is created by apply, which may act in its services and let them create the roles linked to them', () => {
    const may = (action: string, context: Readonly<Record<string, string>>, resource = '*'): boolean =>
      allows(policyIn(configuration, 'apply'), { action, context, resource });
    for (const { type } of resources) {
      const { services = [], linkedRoles = [], passesRoleTo = [] } = plannedTypes[type] ?? {};
      for (const service of services) {
        expect(may(`${service}:CreateIt`, { 'aws:RequestedRegion': region }), `${type} ${service}`).toBe(true);
      }
      for (const service of linkedRoles) {
        const role = `arn:aws:iam::${account.id}:role/aws-service-role/${service}.amazonaws.com/Any`;
        const context = { 'iam:AWSServiceName': `${service}.amazonaws.com` };
        expect(may('iam:CreateServiceLinkedRole', context, role), `${type} ${service}`).toBe(true);
      }
      for (const service of passesRoleTo) {
        const role = `arn:aws:iam::${account.id}:role/${platform.name}-any`;
        const context = { 'iam:PassedToService': `${service}.amazonaws.com` };
        expect(may('iam:PassRole', context, role), `${type} ${service}`).toBe(true);
      }
    }
  });

  test('waits no longer than a session of apply lasts', () => {
    const hours = (operation: 'create' | 'update' | 'delete'): number =>
      Math.max(
        0,
        ...resources.map(({ options }) => {
          const [, amount = '0', unit = 'h'] = /^(\d+)([hms])$/.exec(options.timeouts?.[operation] ?? '0h') ?? [];
          return Number(amount) / { h: 1, m: 60, s: 3600 }[unit as 'h' | 'm' | 's'];
        }),
      );
    const session = at(configuration.resource, 'aws_iam_role.apply.max_session_duration');
    // What is changed and what goes are waited for one after the other.
    expect(Math.max(hours('create'), hours('update')) + hours('delete')).toBeLessThan(Number(session) / 3600);
    // IAM takes no more.
    expect(Number(session)).toBeLessThanOrEqual(12 * 3600);
  });

  test('has no secret whose name ends as AWS ends the ARNs of secrets', () => {
    const secrets = ofType('aws:secretsmanager/secret:Secret').map(({ inputs }) => text(inputs['name']));
    expect(secrets.filter((secret) => secret === undefined || /-[^/]{6}$/.test(secret))).toEqual([]);
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

test('every type has what an import calls it, or says that AWS makes that up', () => {
  const planned = new Set([...plans.values()].flat().map(({ type }) => type));
  const own = [...planned].filter((type) => type.startsWith('aws:'));
  expect(own.filter((type) => !(type in importIds))).toEqual([]);
  // The cluster inside the component is in no plan.
  expect(Object.keys(importIds).filter((type) => !planned.has(type))).toEqual(['aws:eks/cluster:Cluster']);
});

test('what an import calls a resource follows from what it is created with', () => {
  for (const stack of stacks) {
    for (const { id, type, inputs, name } of plans.get(stack.name) ?? []) {
      if (importIds[type] === undefined) continue;
      // Pulumi makes up the names that inputs leave out.
      const made = { name, analyzerName: name, nodeGroupName: name, ...inputs };
      expect([id, importId(type, made, stack)]).toEqual([id, expect.stringMatching(/./)]);
    }
  }
  const [shared] = stacks;
  if (shared === undefined) throw new Error('no stack');
  expect(importId('aws:sqs/queue:Queue', { name: 'jobs' }, shared)).toBe(
    `https://sqs.us-east-1.amazonaws.com/${shared.account.id}/jobs`,
  );
  expect(importId('aws:sqs/queue:Queue', {}, shared)).toBeUndefined();
});

test('what is allowed for a type is allowed for a type that some stack plans', () => {
  const planned = new Set([...plans.values()].flat().map(({ type }) => type));
  expect(Object.keys(plannedTypes).filter((type) => !planned.has(type))).toEqual([]);
});

test('ECR creates a role for its templates, which is not the one of its cache', () => {
  const apply = policyIn(bootstrapIn(platform, 'shared'), 'apply');
  const resource = 'arn:aws:iam::111111111111:role/aws-service-role/ecr.amazonaws.com/AWSServiceRoleForECRTemplate';
  const may = (service: string): boolean =>
    allows(apply, { action: 'iam:CreateServiceLinkedRole', resource, context: { 'iam:AWSServiceName': service } });
  expect(may('ecr.amazonaws.com')).toBe(true);
  expect(may('pullthroughcache.ecr.amazonaws.com')).toBe(true);
  expect(may('spot.amazonaws.com')).toBe(false);
});

test('the role that reads sees how everything that is created is set up', () => {
  const services = Object.values(plannedTypes).flatMap((row) => row.services);
  const seen = new Set([reading.actions ?? []].flat().map((action) => action.split(':')[0]));
  // The storage behind AWS Backup has nothing that a role reads.
  expect([...new Set(services)].filter((service) => !seen.has(service))).toEqual(['backup-storage']);
});
