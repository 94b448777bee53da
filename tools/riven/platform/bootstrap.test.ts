import { bootstrapOf, configurationText } from '@espalier/cloud';
import { loadPlatform } from '@espalier/model/load';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workspace } from './tree.ts';

const { platform } = await loadPlatform(workspace);
if (platform === undefined) throw new Error("Riven's model is broken");
const accounts = Object.values(platform.accounts);
const folder = join(workspace, 'apps/cloud/bootstrap');

test.each(accounts.map((account) => [account.name, account] as const))(
  'the bootstrap of %s is committed as the model has it',
  (name, account) => {
    expect(readFileSync(join(folder, name, 'main.tf.json'), 'utf8')).toBe(
      configurationText(bootstrapOf(platform, account)),
    );
  },
);

test('there is one of each account and of no other', () => {
  const committed = readdirSync(folder).filter((name) => !name.startsWith('.'));
  expect(committed.sort()).toEqual(accounts.map(({ name }) => name).sort());
});
