import { fromMarkdown } from 'mdast-util-from-markdown';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandBlocks } from './command-blocks.ts';
import { ScratchWorkspace } from './scratch-workspace.ts';

const repository = resolve(import.meta.dirname, '../..');
const guide = 'docs/guides/an-app-from-nothing-to-a-cluster.md';
let workspace: ScratchWorkspace;

beforeAll(() => {
  workspace = new ScratchWorkspace(repository);
});

afterAll(() => {
  workspace.remove();
});

/** The first block of a language in the guide, wherever it is nested. */
function firstBlock(lang: string): string {
  const inside = (node: { readonly type: string; readonly children?: readonly never[] }): string | undefined => {
    const code: { readonly lang?: string; readonly value?: string } = node;
    if (node.type === 'code' && code.lang === lang) return code.value;
    return node.children?.map(inside).find((found) => found !== undefined);
  };
  const found = inside(fromMarkdown(readFileSync(join(repository, guide), 'utf8')) as never);
  if (found === undefined) throw new Error(`There is no ${lang} in ${guide}.`);
  return found;
}

test(
  'who follows the guide has an app in both layers, and acceptance tests that still pass',
  { timeout: 300_000 },
  () => {
    for (const [file, text] of [
      ['apps/checkout/app.ts', firstBlock('ts')],
      ['apps/checkout/releases/staging.yaml', firstBlock('yaml')],
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
    expect(read('clusters/cloud/environment-staging/checkout/rds.instance-checkout-database.yaml')).toContain(
      'Instance',
    );
    const { code, output } = workspace.run(
      'npx vitest run apps/platform/test/riven.test.ts apps/platform/test/request.test.ts',
    );
    expect(code, output).toBe(0);
  },
);
