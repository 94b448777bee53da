import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appGuide as guide, codeBlocks, commandBlocks } from './command-blocks.ts';
import { ScratchWorkspace } from './scratch-workspace.ts';

const repository = resolve(import.meta.dirname, '../..');
let workspace: ScratchWorkspace;

beforeAll(() => {
  workspace = new ScratchWorkspace(repository);
});

afterAll(() => {
  workspace.remove();
});

test('who follows the guide has an app in both layers, and acceptance tests that still pass', () => {
  const [app = ''] = codeBlocks(repository, guide, 'ts');
  const [release = ''] = codeBlocks(repository, guide, 'yaml');
  for (const [file, text] of [
    ['apps/checkout/app.ts', app],
    ['apps/checkout/releases/staging.yaml', release],
  ] as const) {
    mkdirSync(join(workspace.root, dirname(file)), { recursive: true });
    writeFileSync(join(workspace.root, file), `${text}\n`);
  }
  for (const { script } of commandBlocks(repository, guide)) {
    const { code, output } = workspace.run(script);
    expect(code, `${script}\n\n${output}`).toBe(0);
  }
  const read = (file: string): string => readFileSync(join(workspace.root, file), 'utf8');
  expect(read('clusters/staging/checkout/deployment-checkout.yaml')).toContain('name: checkout');
  expect(read('clusters/cloud/environment-staging/checkout/rds.instance-checkout-database.yaml')).toContain('Instance');
  const tests = 'tools/riven/platform/riven.test.ts tools/riven/platform/request.test.ts';
  const { code, output } = workspace.run(`npx vitest run ${tests}`);
  expect(code, output).toBe(0);
}, 300_000);
