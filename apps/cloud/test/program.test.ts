import { stacksOf } from '@espalier/cloud';
import { loadOwnPrograms, planStacks, type StackPlan } from '@espalier/cloud/plan';
import { names } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { runWithEngine, type EngineRun } from './fake-engine.ts';

const workspace = join(import.meta.dirname, '../../..');
const root = join(workspace, 'apps/cloud');

const { platform } = await loadPlatform(workspace);
if (platform === undefined) throw new Error('the model is broken');
const plans = new Map<string, StackPlan>();
const own = await loadOwnPrograms(workspace, platform);
for await (const plan of planStacks(platform, own, stacksOf(platform).map(({ name }) => name))) {
  plans.set(plan.stack, plan);
}

beforeAll(() => {
  execFileSync(join(workspace, 'node_modules/.bin/tsc'), ['--project', join(root, 'tsconfig.build.json')]);
});

/** The program as Pulumi's language host starts it: `main`, `nodeargs` and the rest of Pulumi.yaml. */
function start(stack: string): Promise<EngineRun> {
  return runWithEngine({
    project: 'riven',
    stack,
    root,
    main: './dist/index.js',
    nodeArguments: ['--conditions=@espalier/source'],
    references: Object.fromEntries(
      [...plans].map(([name, { outputs }]) => [names.stackReference('riven', name), outputs as never]),
    ),
  });
}

describe('a preview registers what the plan says, started as the engine starts it', () => {
  test.each(['account-shared', 'environment-production', 'cluster-production'])('%s', async (stack) => {
    const run = await start(stack);
    expect(run.errors).toEqual([]);
    expect(run.exitCode).toBe(0);
    const planned = plans.get(stack)?.resources ?? [];
    expect(planned.length).toBeGreaterThan(10);
    expect(run.registered).toEqual(planned.map(({ id }) => id).sort());
    for (const { id, dependencies } of planned) {
      expect([id, run.dependencies.get(id)]).toEqual([id, dependencies]);
    }
  });
});

test('a stack that the platform does not have is told without a stack trace', async () => {
  const { exitCode, errors } = await start('cluster-prodction');
  expect(exitCode).toBe(32);
  expect(errors.join('\n')).toMatch(/ESP6012.*\n.*'cluster-prodction' is not a stack/);
  expect(errors.join('\n')).not.toMatch(/ at .*\.ts:/);
});
