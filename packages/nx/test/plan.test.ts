import { stackByName, stacksOf } from '@espalier/cloud';
import type { ResolvedPlatform } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { planTasks } from '../src/executors/plan/plan-tasks.ts';
import { renderTasks } from '../src/executors/render/render-tasks.ts';
import { writeBootstrap } from '../src/plan/write-bootstrap.ts';
import { writePlans } from '../src/plan/write-plans.ts';
import { checkProjectFile } from '../src/pulumi/project-file.ts';
import { pulumiCommands } from '../src/pulumi/run-pulumi.ts';
import { ensureStackFile, stackFile } from '../src/pulumi/stack-file.ts';
import { summarizePlan } from '../src/report/plan-summary.ts';
import type { WrittenPlan } from '../src/report/written-plan.ts';

const { platform } = await loadPlatform(join(import.meta.dirname, '../../..'));
if (platform === undefined) throw new Error('the model is broken');
const riven: ResolvedPlatform = platform;

let workspace: string;

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'espalier-plan-'));
});

afterEach(() => {
  rmSync(workspace, { recursive: true });
});

async function plan(stacks: readonly string[], model = riven, force = false): Promise<readonly WrittenPlan[]> {
  const plans: WrittenPlan[] = [];
  const prune = stacks.length === 0;
  for await (const written of writePlans({ workspace, platform: model, stacks, prune, force })) plans.push(written);
  return plans;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(workspace, file)), { recursive: true });
  writeFileSync(join(workspace, file), text);
}

function read(file: string): string {
  return readFileSync(join(workspace, file), 'utf8');
}

const key = 'clusters/cloud/environment-staging/data/kms.key-data.yaml';

describe('plans in the tree', () => {
  test("a cluster's is next to its manifests, an environment's with those that belong to no one cluster", async () => {
    await plan(['environment-staging', 'cluster-staging']);
    expect(readdirSync(join(workspace, 'clusters'))).toEqual(['cloud', 'staging']);
    expect(readdirSync(join(workspace, 'clusters/cloud'))).toEqual(['environment-staging']);
    expect(readdirSync(join(workspace, 'clusters/staging'))).toEqual(['cloud']);
    expect(read('clusters/cloud/environment-staging/network/ec2.vpc-network.yaml')).toMatchInlineSnapshot(`
      "inputs:
        cidrBlock: 10.10.0.0/16
        enableDnsHostnames: true
        enableDnsSupport: true
        tags:
          Name: riven-staging
      name: network
      options:
        protect: true
        provider: pulumi:providers:aws/aws
      parent: espalier:cloud:Network/network
      type: aws:ec2/vpc:Vpc
      "
    `);
  });

  test('are the same bytes again, and nothing is written then', async () => {
    await plan(['environment-staging']);
    const [again] = await plan(['environment-staging']);
    expect(again?.written).toMatchObject({ written: 0, pruned: 0, problems: [] });
  });

  test('that were edited by hand are reported and kept', async () => {
    await plan(['environment-staging']);
    write(key, 'edited: true\n');
    const [again] = await plan(['environment-staging']);
    expect(again?.written.problems).toMatchObject([{ code: 'ESP4013', file: key }]);
    expect(read(key)).toBe('edited: true\n');
    await plan(['environment-staging'], riven, true);
    expect(read(key)).toContain('type: aws:kms/key:Key');
  });

  test('of stacks that are gone are pruned, and those of others and manifests are not', async () => {
    const kept = ['environment-production', 'cluster-production'];
    await plan([...kept, 'environment-staging', 'cluster-staging']);
    write('clusters/staging/identity/deployment-identity.yaml', 'kind: Deployment\n');
    const { staging, ...clusters } = riven.clusters;
    const { staging: environment, ...environments } = riven.environments;
    expect([staging?.name, environment?.name]).toEqual(['staging', 'staging']);
    const pruned = await plan([], { ...riven, clusters, environments });
    expect(pruned.map(({ stack }) => stack).sort()).toEqual(['cluster-staging', 'environment-staging']);
    expect(readdirSync(join(workspace, 'clusters/cloud'))).toEqual(['environment-production']);
    expect(readdirSync(join(workspace, 'clusters/staging'))).toEqual(['identity']);
    expect(existsSync(join(workspace, 'clusters/production/cloud'))).toBe(true);
  });
});

test('a type that the role apply may not be allowed is warned of, until a policy next to the bootstrap names it', async () => {
  symlinkSync(join(import.meta.dirname, '../../../node_modules'), join(workspace, 'node_modules'));
  write('package.json', '{ "type": "module" }');
  write(
    'apps/identity/cloud.ts',
    `import * as aws from '@pulumi/aws';
export default ({ parent }) => {
  new aws.elasticache.Cluster('sign-ins', { nodeType: 'cache.t4g.small', numCacheNodes: 1 }, { parent });
  new aws.sns.Topic('sign-ins', {}, { parent });
};
`,
  );
  const [before] = await plan(['environment-staging']);
  expect(before?.warnings).toMatchObject([
    {
      code: 'ESP6018',
      file: 'apps/identity/cloud.ts',
      path: 'aws:elasticache/cluster:Cluster',
      remedy: expect.stringContaining('apps/cloud/bootstrap/staging/identity.tf.json') as string,
    },
  ]);
  expect(before && summarizePlan(before)).toContain('ESP6018  apps/identity/cloud.ts');

  const policy = 'apps/cloud/bootstrap/staging/identity.tf.json';
  write(policy, '{ "//": "aws:elasticache/cluster:Cluster" }');
  const [after] = await plan(['environment-staging']);
  expect(after?.warnings).toEqual([]);
  // The policy is of a person, in a folder in which Espalier writes.
  expect(writeBootstrap(workspace, riven, false).problems).toEqual([]);
  expect(writeBootstrap(workspace, riven, true).problems).toEqual([]);
  expect(read(policy)).toContain('elasticache');
});

test('what holds data and leaves a stack is named in the summary, and only that', async () => {
  await plan(['environment-staging']);
  const staging = (riven.deployments['staging'] ?? []).filter(({ name }) => name !== 'dev-center-api');
  const [without] = await plan(['environment-staging'], { ...riven, deployments: { ...riven.deployments, staging } });
  if (without === undefined) throw new Error('nothing was planned');
  const named = summarizePlan(without)
    .split('\n')
    .filter((line) => line.startsWith('    '))
    .map((line) => line.trim());
  expect(named).toContain('rds.instance-dev-center-api-database');
  expect(named).toContain('dynamodb.table-dev-center-api-feature-flags');
  expect(named).not.toContain('ec2.securitygroup-dev-center-api-database');
  const [again] = await plan(['environment-staging']);
  expect(again && summarizePlan(again)).not.toContain('leave the stack');
});

test.each([
  ['planned', planTasks, { one: { stack: 'cluster-staging' } }],
  ['rendered', renderTasks, { one: { cluster: 'staging' } }],
] as const)('a cluster of a version that EKS no longer runs is not %s by Nx either', async (_what, tasks, named) => {
  vi.useFakeTimers({ now: new Date('2035-01-01'), toFake: ['Date'] });
  try {
    for await (const { success, terminalOutput } of tasks(join(import.meta.dirname, '../../..'), named)) {
      expect(success).toBe(false);
      expect(terminalOutput).toContain('ESP2403');
    }
  } finally {
    vi.useRealTimers();
  }
  expect.assertions(2);
});

test('what no role may ever do is refused before any file is written', async () => {
  const { production } = riven.clusters;
  if (production === undefined) throw new Error('Riven has no production');
  const statements = [{ actions: ['iam:PassRole'], resources: ['arn:aws:iam::333333333333:role/admin'] }];
  const power = { kind: 'policy' as const, name: 'power', secretName: 'power', statements };
  const identities = production.identities.map((identity) =>
    identity.kind === 'app' && identity.owner === 'identity'
      ? { ...identity, needs: [...identity.needs, power] }
      : identity,
  );
  const cluster = { ...production, identities };
  await expect(
    plan(['cluster-production'], { ...riven, clusters: { ...riven.clusters, production: cluster } }),
  ).rejects.toThrow('ESP6302');
  expect(existsSync(join(workspace, 'clusters'))).toBe(false);
});

describe("a stack's file", () => {
  const staging = stackByName(riven, 'cluster-staging');
  const file = stackFile('cluster-staging');

  test('names the secrets provider of the account', () => {
    expect(ensureStackFile(workspace, staging)).toBe(true);
    expect(read(file)).toBe('secretsprovider: awskms://alias/riven-state?region=us-east-1\n');
    expect(ensureStackFile(workspace, staging)).toBe(false);
  });

  test('keeps what Pulumi and people wrote, comments too', () => {
    write(file, '# ours\nencryptedkey: AQICAHg\nconfig:\n  riven:token:\n    secure: v1:abc # rotated in May\n');
    ensureStackFile(workspace, staging);
    expect(read(file)).toBe(
      '# ours\nencryptedkey: AQICAHg\nconfig:\n  riven:token:\n    secure: v1:abc # rotated in May\n' +
        'secretsprovider: awskms://alias/riven-state?region=us-east-1\n',
    );
  });

  test('that cannot be written is reported', () => {
    write('apps/cloud/stacks', 'a file where the folder is to be\n');
    expect(() => ensureStackFile(workspace, staging)).toThrow('ESP5012');
  });

  test.each([
    ['another provider', 'secretsprovider: passphrase\n', 'ESP5007'],
    ['a list', '- one\n', 'ESP5006'],
    ['no YAML', 'a: [\n', 'ESP5006'],
  ])('with %s is reported and left as it is', (_what, text, code) => {
    write(file, text);
    expect(() => ensureStackFile(workspace, staging)).toThrow(code);
    expect(read(file)).toBe(text);
  });
});

test.each([
  ['another name', 'name: acme\n'],
  ['no name', 'runtime: nodejs\n'],
])('a Pulumi project with %s than the platform is refused', (_what, text) => {
  write('apps/cloud/Pulumi.yaml', text);
  expect(() => {
    checkProjectFile(workspace, 'riven');
  }).toThrow('ESP5011');
});

test.each([
  ['is missing', undefined, 'missing'],
  ['is no YAML', 'name: [\n', 'cannot be read'],
])('a Pulumi project whose file %s has a problem of its own', (_what, text, found) => {
  if (text !== undefined) write('apps/cloud/Pulumi.yaml', text);
  expect(() => {
    checkProjectFile(workspace, 'riven');
  }).toThrow(new RegExp(`ESP5011.*\n.*${found}`));
});

test('a preview never creates a stack, since its role may not write state; an update does, with the key of the account', () => {
  const stack = stackByName(riven, 'environment-production');
  const commands = (command: 'preview' | 'up'): readonly string[] =>
    pulumiCommands(stack, { command, stack: stack.name, arguments: ['--diff'] }).map((args) => args.join(' '));
  expect(commands('preview')).toEqual([
    'stack select environment-production',
    'preview --stack environment-production --diff',
  ]);
  expect(commands('up')).toEqual([
    'stack select environment-production --create --secrets-provider awskms://alias/riven-state?region=us-east-1',
    'up --stack environment-production --diff',
  ]);
});

test('the state of each stack is in the bucket of its own account', () => {
  expect(Object.fromEntries(stacksOf(riven).map(({ name, backendUrl }) => [name, backendUrl]))).toMatchInlineSnapshot(`
    {
      "account-production": "s3://riven-state-333333333333-us-east-1?region=us-east-1",
      "account-shared": "s3://riven-state-111111111111-us-east-1?region=us-east-1",
      "account-staging": "s3://riven-state-222222222222-us-east-1?region=us-east-1",
      "cluster-production": "s3://riven-state-333333333333-us-east-1?region=us-east-1",
      "cluster-staging": "s3://riven-state-222222222222-us-east-1?region=us-east-1",
      "environment-production": "s3://riven-state-333333333333-us-east-1?region=us-east-1",
      "environment-staging": "s3://riven-state-222222222222-us-east-1?region=us-east-1",
    }
  `);
});
