import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { workspace } from './tree.ts';

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
