import { planFiles } from '@espalier/cloud/plan';
import { names } from '@espalier/model';
import { stringifyYaml } from '@espalier/tree';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plansOfRiven, workspace } from './riven.ts';

const plans = await plansOfRiven();

test.each([...plans.values()].map((plan) => [plan.stack, plan] as const))(
  'what is committed of %s is what it would register',
  (stack, plan) => {
    const folder = stack.startsWith('cluster-')
      ? names.clusterPlanFolder(stack.slice('cluster-'.length))
      : names.sharedPlanFolder(stack);
    const planned = Object.entries(planFiles(plan)).flatMap(([directory, documents]) =>
      Object.entries(documents).map(
        ([file, document]) => [`${directory}/${file}.yaml`, stringifyYaml(document)] as const,
      ),
    );
    const committed = readdirSync(join(workspace, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.yaml'))
      .map((path) => [path, readFileSync(join(workspace, folder, path), 'utf8')] as const);
    expect(Object.fromEntries(committed)).toEqual(Object.fromEntries(planned));
  },
);
