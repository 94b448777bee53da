import { names } from '@espalier/model';
import { expect, test } from 'vitest';
import { runProgram } from '../src/plan/monitor.ts';
import { idOfUrn, urnOf } from '../src/stacks/references.ts';
import { environmentStack } from '../src/program/environment-stack.ts';
import { environmentPlan, loadRiven } from './stack-plans.ts';

const platform = await loadRiven();
const plan = await environmentPlan(platform, 'production');

test('every planned resource has the URN that the engine gives it', async () => {
  const environment = platform.environments['production'];
  if (environment === undefined) throw new Error('no production');
  const registered: string[] = [];
  await runProgram(
    () => environmentStack(platform, environment, new Map()),
    { project: platform.name, stack: names.environmentStack('production'), preview: true },
    {
      register: ({ urn }) => {
        registered.push(urn);
        return { id: '', outputs: {} };
      },
      read: () => ({}),
      invoke: () => ({}),
    },
  );
  expect(registered.length).toBeGreaterThan(100);
  expect(registered.map((urn) => urnOf(plan, platform.name, idOfUrn(urn)))).toEqual(registered);
});

test('what the plan does not have has none', () => {
  expect(urnOf(plan, platform.name, 'aws:sqs/queue:Queue/none')).toBeUndefined();
});
