import { bootstrapOf, danglingReferences, type TerraformJson } from '@espalier/cloud';
import { loadPlatform } from '@espalier/model/load';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { codeBlocks } from './command-blocks.ts';

const repository = resolve(import.meta.dirname, '../..');
const guide = 'docs/guides/cloud-from-an-empty-account-to-a-running-cluster.md';
const [text = '{}'] = codeBlocks(repository, guide, 'json');
const policy = JSON.parse(text) as Pick<TerraformJson, 'data' | 'resource'> & { readonly '//': string };

test('the policy of the guide is one configuration with main.tf.json of every account', async () => {
  const { platform } = await loadPlatform(repository);
  for (const account of Object.values(platform?.accounts ?? {})) {
    const main = bootstrapOf(platform ?? expect.fail('the model is broken'), account);
    const together = {
      ...main,
      data: merged(main.data, policy.data),
      resource: merged(main.resource, policy.resource),
    };
    expect(await danglingReferences(together)).toEqual([]);
  }
  expect(Object.keys(policy.resource)).toEqual(['aws_iam_policy', 'aws_iam_role_policy_attachment']);
});

test('it names types in the comment at which the warning of the plan ends', () => {
  expect(policy['//']).toContain('aws:elasticache/cluster:Cluster');
});

/** Blocks of two files of one folder, of which none may have another's name. */
function merged(main: TerraformJson['data'], other: TerraformJson['data']): TerraformJson['data'] {
  const types = [...new Set([...Object.keys(main), ...Object.keys(other)])];
  for (const type of types) {
    const names = [...Object.keys(main[type] ?? {}), ...Object.keys(other[type] ?? {})];
    expect(new Set(names).size, type).toBe(names.length);
  }
  return Object.fromEntries(types.map((type) => [type, { ...main[type], ...other[type] }]));
}
