import { loadOwnPrograms, planStacks, type PlannedResource } from '@espalier/cloud/plan';
import { loadPlatform } from '@espalier/model/load';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const workspace = join(import.meta.dirname, '../../..');

/** What the app's own program adds to the stack of an environment. */
async function ownResources(environment: string): Promise<readonly PlannedResource[]> {
  const { platform, problems } = await loadPlatform(workspace);
  if (platform === undefined) throw new Error(JSON.stringify(problems));
  const stacks = [`environment-${environment}`];
  const ids = async (own: Parameters<typeof planStacks>[1]): Promise<readonly PlannedResource[]> => {
    const resources: PlannedResource[] = [];
    for await (const plan of planStacks(platform, own, stacks)) resources.push(...plan.resources);
    return resources;
  };
  const own = await loadOwnPrograms(workspace, platform);
  const before = new Set((await ids(new Map())).map(({ id }) => id));
  return (await ids(new Map([...own].filter(([app]) => app === 'dev-center-api')))).filter(({ id }) => !before.has(id));
}

test('staging has a dashboard, and no alarm', async () => {
  const resources = await ownResources('staging');
  expect(resources.map(({ id }) => id)).toEqual(['aws:cloudwatch/dashboard:Dashboard/dev-center-api']);
  const { dashboardBody } = resources[0]?.inputs ?? {};
  expect(dashboardBody).toContain('"riven-staging-dev-center-api-database"');
  expect(dashboardBody).toContain('"riven-staging-dev-center-worker-jobs"');
});

test('production has one too, and an alarm on builds that wait', async () => {
  const resources = await ownResources('production');
  expect(resources.map(({ id }) => id)).toEqual([
    'aws:cloudwatch/dashboard:Dashboard/dev-center-api',
    'aws:cloudwatch/metricAlarm:MetricAlarm/dev-center-api-builds-wait',
  ]);
  expect(resources[0]?.inputs['dashboardBody']).not.toContain('staging');
  expect(resources[1]?.inputs).toMatchObject({
    dimensions: { QueueName: 'riven-production-dev-center-worker-jobs' },
    alarmActions: ['${aws:sns/topic:Topic/alarms.arn}'],
    tags: { owner: 'product', app: 'dev-center-api' },
  });
});

test.each(['staging', 'production'])(
  'in %s all of it belongs to the app, by the provider of the stack',
  async (name) => {
    for (const { parent, options } of await ownResources(name)) {
      expect(parent).toBe('espalier:cloud:Needs/dev-center-api');
      expect(options.provider).toBe('pulumi:providers:aws/aws');
    }
  },
);
