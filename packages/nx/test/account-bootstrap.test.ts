import { defineAccount, ProblemsError, resolve, type ResolvedPlatform } from '@espalier/model';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountBootstrap, formatAccountBootstrap } from '../src/guide/account/account-bootstrap.ts';
import { writeBootstrap } from '../src/plan/write-bootstrap.ts';
import { accountByName } from '../src/workspace/by-name.ts';

const shared = defineAccount({ id: '111111111111', role: 'registry' });
const production = defineAccount({ id: '222222222222', region: 'eu-west-1' });

function platformWith(accounts: Readonly<Record<string, ReturnType<typeof defineAccount>>>): ResolvedPlatform {
  const { platform, problems } = resolve({
    platform: {
      file: 'apps/platform/platform.ts',
      value: {
        name: 'small',
        repository: 'https://github.com/small/platform.git',
        domain: 'small.dev',
        owners: { platform: '@small/platform' },
        accounts,
      },
    },
    environments: {},
    clusters: {},
    apps: {},
    chartVersions: undefined,
    overlays: [],
    vendoredCharts: () => undefined,
    manifests: {},
  });
  if (platform === undefined) throw new ProblemsError(problems);
  return platform;
}

const platform = platformWith({ shared, production });

describe('the steps in an account', () => {
  const commandsOf = (account: string): string =>
    accountBootstrap(platform, accountByName(platform, account))
      .flatMap(({ commands }) => commands)
      .join('\n');

  test('move the state of Terraform into the bucket that it made', () => {
    const commands = commandsOf('production').split('\n');
    const [written = ''] = commands.filter((command) => command.includes('backend.tf.json'));
    expect(JSON.parse(/'(.*)'/.exec(written)?.[1] ?? '')).toEqual({
      terraform: {
        backend: {
          s3: {
            bucket: 'small-state-222222222222-eu-west-1',
            key: 'bootstrap/terraform.tfstate',
            region: 'eu-west-1',
            use_lockfile: true,
          },
        },
      },
    });
    const order = ['terraform init', 'terraform apply', written, 'terraform init -migrate-state'];
    expect(commands.filter((command) => order.includes(command))).toEqual(order);
  });

  test('name the environments on GitHub as the roles trust them', () => {
    expect(commandsOf('production')).toContain('repos/small/platform/environments/production-plan');
    expect(commandsOf('production')).toContain('arn:aws:iam::222222222222:role/small-apply');
  });

  test('let pull requests into the environment for previews only where the platform previews them', () => {
    const createsIt = (previewPullRequests: boolean): string | undefined =>
      accountBootstrap(
        { ...platform, ci: { ...platform.ci, previewPullRequests } },
        accountByName(platform, 'production'),
      )
        .flatMap(({ commands }) => commands)
        .find((command) => command.includes('environments/production-plan'));
    expect(createsIt(false)).toContain('[custom_branch_policies]=true');
    expect(createsIt(true)).not.toContain('branch_policies');
  });

  test('bring up the stacks of the account and of no other', () => {
    expect(commandsOf('production')).toContain('npx nx up account-production');
    expect(commandsOf('production')).not.toContain('account-shared');
  });

  test('tell of the environment for releases in the account of the registry alone', () => {
    const text = (account: string): string =>
      formatAccountBootstrap(
        accountByName(platform, account),
        accountBootstrap(platform, accountByName(platform, account)),
      );
    expect(text('shared')).toContain('small-image-push');
    expect(text('production')).not.toContain('image-push');
    expect(text('production')).toMatch(/^First steps in the account production \(222222222222, eu-west-1\)\.\n\n1\. /);
  });

  test('are of an account that there is', () => {
    expect(() => accountByName(platform, 'prodution')).toThrow(/ESP5021[^]*production/);
  });
});

describe('main.tf.json of every account', () => {
  let workspace: string;
  beforeEach(() => {
    workspace = mkdtempSync(join(tmpdir(), 'espalier-bootstrap-'));
  });
  afterEach(() => {
    rmSync(workspace, { recursive: true });
  });
  const path = (account: string, file = 'main.tf.json'): string =>
    join(workspace, 'apps/cloud/bootstrap', account, file);

  test('is written once, and then left as it is', () => {
    expect(writeBootstrap(workspace, platform, false)).toMatchObject({ written: 2, problems: [] });
    expect(writeBootstrap(workspace, platform, false)).toMatchObject({ written: 0, unchanged: 2, problems: [] });
    expect(JSON.parse(readFileSync(path('production'), 'utf8'))).toHaveProperty('terraform.required_version');
  });

  test("leaves Terraform's and people's files next to it alone", () => {
    writeBootstrap(workspace, platform, false);
    mkdirSync(path('production', '.terraform'));
    for (const file of ['.terraform.lock.hcl', 'backend.tf.json', 'terraform.tfvars.json', 'terraform.tfstate']) {
      writeFileSync(path('production', file), '{}');
    }
    expect(writeBootstrap(workspace, platform, true)).toMatchObject({ written: 0, pruned: 0, problems: [] });
    expect(readdirSync(path('production', '')).length).toBe(6);
  });

  test('is reported if it was edited by hand, not overwritten', () => {
    writeBootstrap(workspace, platform, false);
    writeFileSync(path('production'), '{}\n');
    const { problems } = writeBootstrap(workspace, platform, false);
    expect(problems.map(({ file }) => file)).toEqual(['apps/cloud/bootstrap/production/main.tf.json']);
    expect(readFileSync(path('production'), 'utf8')).toBe('{}\n');
    expect(writeBootstrap(workspace, platform, true)).toMatchObject({ written: 1, problems: [] });
  });

  test('goes with its account, and what Terraform left stays', () => {
    writeBootstrap(workspace, platform, false);
    writeFileSync(path('production', 'backend.tf.json'), '{}');
    expect(writeBootstrap(workspace, platformWith({ shared }), false)).toMatchObject({ pruned: 1, problems: [] });
    expect(readdirSync(path('production', ''))).toEqual(['backend.tf.json']);
  });
});
