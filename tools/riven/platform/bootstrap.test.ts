import { bootstrapOf, configurationText } from '@espalier/cloud';
import { loadPlatform } from '@espalier/model/load';
import { execFileSync } from 'node:child_process';
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

test('state and downloads of Terraform are never committed, its lock file is', () => {
  const ignored = (file: string): boolean => {
    try {
      execFileSync('git', ['check-ignore', '--quiet', '--no-index', `apps/cloud/bootstrap/shared/${file}`], {
        cwd: workspace,
      });
      return true;
    } catch {
      return false;
    }
  };
  expect(['.terraform/x', 'terraform.tfstate', 'terraform.tfstate.backup'].filter((file) => !ignored(file))).toEqual(
    [],
  );
  expect(['.terraform.lock.hcl', 'main.tf.json', 'backend.tf.json', 'terraform.tfvars.json'].filter(ignored)).toEqual(
    [],
  );
});
