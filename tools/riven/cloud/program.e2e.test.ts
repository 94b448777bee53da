import { names } from '@espalier/model';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { runWithEngine, type EngineRequest, type EngineRun } from './fake-engine.ts';
import { plansOfRiven, workspace } from './riven.ts';

const root = join(workspace, 'apps/cloud');
const plans = await plansOfRiven();

beforeAll(() => {
  execFileSync(join(workspace, 'node_modules/.bin/tsc'), ['--project', join(root, 'tsconfig.build.json')]);
});

const allOutputs: EngineRequest['references'] = Object.fromEntries(
  [...plans].map(([name, { outputs }]) => [names.stackReference('riven', name), outputs as never]),
);

const runs = new Map<string, Promise<EngineRun>>();

/** The run of a stack for a command, with the outputs of every stack; each is started once. */
function runOf(stack: string, command: 'preview' | 'up'): Promise<EngineRun> {
  const run = runs.get(`${command} ${stack}`) ?? start(stack, command);
  runs.set(`${command} ${stack}`, run);
  return run;
}

/** The program as Pulumi's language host starts it: `main`, `nodeargs` and the rest of Pulumi.yaml. */
function start(stack: string, command: 'preview' | 'up', references = allOutputs): Promise<EngineRun> {
  return runWithEngine({
    project: 'riven',
    stack,
    command,
    root,
    main: './dist/index.js',
    nodeArguments: ['--conditions=@espalier/source'],
    references,
  });
}

describe.each(['preview', 'up'] as const)(
  '%s registers what the plan says, started as the engine starts it',
  (command) => {
    test.each(['account-shared', 'environment-production', 'cluster-production'])('%s', async (stack) => {
      const run = await runOf(stack, command);
      expect(run.errors).toEqual([]);
      expect(run.exitCode).toBe(0);
      const planned = plans.get(stack)?.resources ?? [];
      expect(planned.length).toBeGreaterThan(10);
      expect(run.registered).toEqual(planned.map(({ id }) => id).sort());
      for (const { id, dependencies } of planned) {
        expect([id, run.dependencies.get(id)]).toEqual([id, dependencies]);
      }
    });
  },
);

test.each(['preview', 'up'] as const)(
  '%s: the cluster that the component makes is hardened, and goes before its role, key and log group',
  async (command) => {
    const { clusters } = await runOf('cluster-production', command);
    const cluster = clusters.get('riven-production');
    expect(cluster?.protect).toBe(true);
    expect(cluster?.inputs).toMatchObject({
      accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: false },
      zonalShiftConfig: { enabled: true },
    });
    const dependencies = cluster?.dependencies.map((urn) => urn.replace(/^urn:pulumi:.*?::.*?::(.*\$)?/, ''));
    expect(dependencies).toEqual([
      'aws:cloudwatch/logGroup:LogGroup::riven-production',
      'aws:iam/role:Role::riven-production-control-plane',
      'aws:iam/rolePolicy:RolePolicy::riven-production-control-plane',
      'aws:iam/rolePolicyAttachment:RolePolicyAttachment::riven-production-control-plane-AmazonEKSClusterPolicy',
      'aws:kms/key:Key::riven-production',
      'pulumi:pulumi:StackReference::environment-production',
    ]);
  },
);

test('a stack that the platform does not have is reported without a stack trace', async () => {
  const { exitCode, errors } = await start('cluster-prodction', 'preview');
  expect(exitCode).toBe(32);
  expect(errors.join('\n')).toMatch(/ESP6012.*\n.*'cluster-prodction' is not a stack/);
  expect(errors.join('\n')).not.toMatch(/ at .*\.ts:/);
});

test('a stack that another one reads and that has no outputs is reported in one sentence', async () => {
  const references = { 'organization/riven/environment-production': {} };
  const { exitCode, errors, registered } = await start('cluster-production', 'preview', references);
  expect(exitCode).toBe(32);
  const text = errors.join('\n');
  expect(text).toMatch(/ESP6016.*\n.*'cluster-production' reads the outputs of 'environment-production'/);
  expect(text).toContain('Run npx nx up environment-production, wait until it ends, then run this again.');
  expect(errors).toHaveLength(1);
  expect(text).not.toMatch(/ at .*\.[jt]s:|serializing/);
  expect(registered).toEqual([]);
});
