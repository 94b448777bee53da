import { ProblemsError, type Problem } from '@espalier/model';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadOwnPrograms, planStacks } from '../src/plan/index.ts';
import { loadRiven } from './stack-plans.ts';

const riven = await loadRiven();
const file = 'apps/identity/cloud.ts';

let workspace: string;

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'espalier-own-programs-'));
  writeFileSync(join(workspace, 'package.json'), '{ "type": "module" }');
  symlinkSync(join(import.meta.dirname, '../../../node_modules'), join(workspace, 'node_modules'));
  mkdirSync(join(workspace, 'apps/identity'), { recursive: true });
});

afterEach(() => {
  rmSync(workspace, { recursive: true });
});

/** What is wrong with the stack of staging once the app has this program; the ids of its resources where nothing is. */
async function plan(program: string): Promise<readonly Problem[] | readonly string[]> {
  writeFileSync(join(workspace, file), `import * as aws from '@pulumi/aws';\n\n${program}\n`);
  try {
    const own = await loadOwnPrograms(workspace, riven);
    const ids: string[] = [];
    for await (const { resources } of planStacks(riven, own, ['environment-staging'])) {
      ids.push(...resources.map(({ id }) => id));
    }
    return ids;
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems;
    throw error;
  }
}

test('what it creates at once, below its parent, is in the plan', async () => {
  const ids = await plan(`export default ({ parent }) => void new aws.sns.Topic('sign-ins', {}, { parent });`);
  expect(ids).toContain('aws:sns/topic:Topic/sign-ins');
});

test('an output that AWS alone knows is known once the program says where it is', async () => {
  const program = `export default ({ parent }) => {
  const cache = new aws.elasticache.Cluster('sign-ins', { nodeType: 'cache.t4g.small', numCacheNodes: 1 }, { parent });
  new aws.ssm.Parameter('sign-ins', { type: 'String', value: cache.cacheNodes[0].address }, { parent });
};`;
  expect(await plan(program)).toMatchObject([
    { code: 'ESP6001', path: 'aws:ssm/parameter:Parameter/sign-ins value', file: 'environment-staging' },
  ]);
});

test('which is an export of its own', async () => {
  const ids = await plan(`
export const outputs = { 'aws:elasticache/cluster:Cluster': ['cacheNodes[0].address'] };

export default ({ parent }) => {
  const cache = new aws.elasticache.Cluster('sign-ins', { nodeType: 'cache.t4g.small', numCacheNodes: 1 }, { parent });
  new aws.ssm.Parameter('sign-ins', { type: 'String', value: cache.cacheNodes[0].address }, { parent });
};`);
  expect(ids).toContain('aws:ssm/parameter:Parameter/sign-ins');
});

describe('refused is a program', () => {
  test('that waits for what never comes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const planned = plan(`export default () => new Promise(() => {});`);
      await vi.waitFor(() => {
        expect(vi.getTimerCount()).toBeGreaterThan(0);
      });
      vi.advanceTimersByTime(20_000);
      expect(await planned).toMatchObject([
        { code: 'ESP6011', file, found: 'It failed: it did not end within 20 seconds: it waits for something.' },
      ]);
    } finally {
      vi.useRealTimers();
    }
  });

  test.each([`'cacheNodes'`, `{ 'aws:sns/topic:Topic': 'arn' }`, `{ 'aws:sns/topic:Topic': ['a rn'] }`])(
    'whose outputs are %s',
    async (outputs) => {
      expect(await plan(`export const outputs = ${outputs};\nexport default () => {};`)).toMatchObject([
        { code: 'ESP6015', file, path: 'outputs' },
      ]);
    },
  );

  test('that is no function', async () => {
    expect(await plan(`export default new Map();`)).toMatchObject([
      { code: 'ESP6010', file, path: 'default', found: 'The default export is of type object.' },
    ]);
  });

  test.each([
    ['at once', `export default () => { throw new Error('no such list'); };`],
    ['later', `export default async () => { await Promise.resolve(); throw new Error('no such list'); };`],
  ])('that throws %s, with its file and the environment', async (_when, program) => {
    expect(await plan(program)).toMatchObject([
      { code: 'ESP6011', file, path: 'staging', found: 'It failed: no such list' },
    ]);
  });

  test('that creates inside an apply what no preview would show', async () => {
    const problems = await plan(
      `export default ({ parent, vpcId }) => void vpcId.apply((id) => new aws.ec2.SecurityGroup('late', { vpcId: id }, { parent }));`,
    );
    expect(problems).toMatchObject([{ code: 'ESP6013', file }]);
    expect(JSON.stringify(problems)).toContain('aws:ec2/securityGroup:SecurityGroup/late');
  });

  test('that forgets the parent, and so would work with whatever credentials there are', async () => {
    expect(await plan(`export default () => void new aws.sns.Topic('sign-ins', {});`)).toMatchObject([
      {
        code: 'ESP6014',
        file,
        path: 'aws:sns/topic:Topic/sign-ins',
        found: expect.stringContaining('no provider') as string,
      },
    ]);
  });

  test('that brings a provider of its own for AWS', async () => {
    const program = `export default ({ parent }) => {
      const provider = new aws.Provider('elsewhere', { region: 'eu-west-1' });
      new aws.sns.Topic('sign-ins', {}, { parent, provider });
    };`;
    expect(await plan(program)).toMatchObject([
      { code: 'ESP6014', file, found: "The resource uses the provider 'pulumi:providers:aws/elsewhere'." },
    ]);
  });

  test('that calls two resources the same', async () => {
    const program = `export default ({ parent }) => {
      new aws.sns.Topic('sign-ins', {}, { parent });
      new aws.sns.Topic('sign-ins', {}, { parent });
    };`;
    expect(await plan(program)).toMatchObject([{ code: 'ESP6002', path: 'aws:sns/topic:Topic/sign-ins' }]);
  });

  test('that asks AWS', async () => {
    const program = `export default async () => { await aws.getCallerIdentity(); };`;
    expect(await plan(program)).toMatchObject([
      { code: 'ESP6003', path: 'aws:index/getCallerIdentity:getCallerIdentity' },
    ]);
  });
});

test('every resource that a program forgot to give a parent is named at once', async () => {
  const program = `export default () => { for (const name of ['one', 'two']) new aws.sns.Topic(name, {}); };`;
  expect((await plan(program)).length).toBe(2);
});
