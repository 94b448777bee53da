import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { urnOf } from '@espalier/cloud';
import { loadOwnPrograms, planStacks, type StackPlan } from '@espalier/cloud/plan';
import { loadPlatform } from '@espalier/model/load';
import { importResource } from '../src/pulumi/import-resource.ts';
import { pendingCreates } from '../src/pulumi/pending-creates.ts';
import { recover } from '../src/pulumi/recover.ts';
import { runPulumi } from '../src/pulumi/run-pulumi.ts';
import { Workspace } from './workspace.ts';

// Riven is the same in every test: each of its stacks is planned once.
vi.mock(import('@espalier/cloud/plan'), async (load) => {
  const cloud = await load();
  const plans = new Map<string, StackPlan>();
  return {
    ...cloud,
    async *planStacks(platform, own, stacks) {
      for (const stack of stacks) {
        if (!plans.has(stack))
          for await (const plan of cloud.planStacks(platform, own, [stack])) plans.set(stack, plan);
        const plan = plans.get(stack);
        if (plan !== undefined) yield plan;
      }
    },
  };
});

const riven = join(import.meta.dirname, '../../..');
const path = process.env['PATH'];
let folder: string;

/** A `pulumi` that writes down how it was called, and answers what a test says: output and exit code by first words. */
function standIn(answers: Readonly<Record<string, { readonly output?: string; readonly code?: number }>> = {}): void {
  writeFileSync(join(folder, 'answers.json'), JSON.stringify(answers));
  const file = join(folder, 'pulumi');
  writeFileSync(
    file,
    `#!/usr/bin/env node
const { appendFileSync, readFileSync } = require('node:fs');
const args = process.argv.slice(2);
const { PULUMI_BACKEND_URL: backend, PULUMI_STACK: stack } = process.env;
appendFileSync(${JSON.stringify(join(folder, 'calls'))}, JSON.stringify({ args, backend, stack, cwd: process.cwd() }) + '\\n');
const answers = JSON.parse(readFileSync(${JSON.stringify(join(folder, 'answers.json'))}, 'utf8'));
const [, { output = '', code = 0 } = {}] = Object.entries(answers).find(([start]) => args.join(' ').startsWith(start)) ?? [];
process.stdout.write(output);
process.exitCode = code;
`,
  );
  chmodSync(file, 0o755);
}

interface Call {
  readonly args: readonly string[];
  readonly backend: string;
  readonly stack: string;
  readonly cwd: string;
}

function calls(): readonly Call[] {
  const lines = readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Call);
}

function commands(): readonly string[] {
  return calls().map(({ args }) => args.join(' '));
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'espalier-pulumi-'));
  process.env['PATH'] = `${folder}${delimiter}${path ?? ''}`;
  writeFileSync(join(folder, 'calls'), '');
  standIn();
});

afterEach(() => {
  process.env['PATH'] = path;
  rmSync(folder, { recursive: true, force: true });
});

test('what is passed on runs in the folder of the project, for the stack, with the backend of its account', async () => {
  const args = ['state', 'unprotect', '--all', '--yes'];
  expect(await runPulumi(riven, { command: 'pulumi', stack: 'environment-production', arguments: args })).toBe(0);
  expect(calls()).toEqual([
    {
      args,
      backend: 's3://riven-state-333333333333-us-east-1?region=us-east-1',
      stack: 'environment-production',
      cwd: join(riven, 'apps/cloud'),
    },
  ]);
});

test.each([
  [['destroy', '--stack', 'environment-staging']],
  [['destroy', '--stack=environment-staging']],
  [['state', 'delete', 'urn', '-senvironment-staging']],
  [['-C', '/elsewhere', 'up']],
  [['up', '--config-file', 'other.yaml']],
  [['login', 's3://another']],
  [['logout']],
  [[]],
])('nothing is passed on that is about another stack: %j', async (args) => {
  await expect(
    runPulumi(riven, { command: 'pulumi', stack: 'environment-production', arguments: args }),
  ).rejects.toThrow('ESP6017');
  expect(readFileSync(join(folder, 'calls'), 'utf8')).toBe('');
});

test('the exit code is that of pulumi', async () => {
  standIn({ destroy: { code: 255 } });
  expect(await runPulumi(riven, { command: 'pulumi', stack: 'cluster-production', arguments: ['destroy'] })).toBe(255);
});

test('a pulumi that is not installed', async () => {
  process.env['PATH'] = join(folder, 'empty');
  await expect(
    runPulumi(riven, { command: 'pulumi', stack: 'cluster-production', arguments: ['destroy'] }),
  ).rejects.toThrow('ESP5008');
});

test('Nx passes on what follows --', () => {
  const workspace = new Workspace();
  try {
    const target = [
      'pulumi',
      'environment-staging',
      '--excludeTaskDependencies',
      '--',
      'state',
      'unprotect',
      '--yes',
      'urn:a',
    ];
    workspace.nx(...target);
    expect(commands()).toEqual(['state unprotect --yes urn:a']);
  } finally {
    workspace.remove();
  }
});

test.each(['preview', 'up'] as const)(
  '%s of a stack whose environment was never up asks AWS for nothing',
  async (command) => {
    standIn({ 'stack ls': { output: JSON.stringify([{ name: 'account-production' }]) } });
    await expect(runPulumi(riven, { command, stack: 'cluster-production', arguments: [] })).rejects.toThrow(
      /ESP6016[^]*'environment-production'. It has never been deployed\.[^]*npx nx up environment-production/,
    );
    expect(commands()).toEqual(['stack ls --json']);
  },
);

test('up of a stack whose environment is up goes on', async () => {
  standIn({ 'stack ls': { output: JSON.stringify([{ name: 'environment-production' }]) } });
  expect(await runPulumi(riven, { command: 'up', stack: 'cluster-production', arguments: ['--yes'] })).toBe(0);
  expect(commands().at(-1)).toBe('up --stack cluster-production --yes');
});

/** A state as an update that was killed leaves it. */
const killed = (() => {
  const urn = (types: string, name: string): string => `urn:pulumi:environment-production::riven::${types}::${name}`;
  const provider = `${urn('pulumi:providers:aws', 'aws')}::0a1b2c3d`;
  const parent = urn('espalier:cloud:Needs$espalier:cloud:Bucket', 'dev-center-api-artifacts');
  const creating = (type: string, name: string, inputs: object): object => ({
    type: 'creating',
    resource: {
      urn: urn(`espalier:cloud:Needs$espalier:cloud:Bucket$${type}`, name),
      custom: true,
      type,
      inputs,
      parent,
      provider,
    },
  });
  const pending = [
    creating('aws:s3/bucket:Bucket', 'dev-center-api-artifacts', { bucket: 'riven-artifacts' }),
    creating('aws:sqs/queue:Queue', 'jobs', { name: 'riven-jobs' }),
    creating('aws:ec2/vpc:Vpc', 'network', { cidrBlock: '10.20.0.0/16' }),
    { type: 'creating', resource: { urn: parent, custom: false, type: 'espalier:cloud:Bucket' } },
    { type: 'updating', resource: { urn: urn('aws:ec2/eip:Eip', 'a'), custom: true, type: 'aws:ec2/eip:Eip' } },
  ];
  return JSON.stringify({ version: 3, deployment: { resources: [], pending_operations: pending } });
})();

test('recovery lifts the lock, refreshes, and imports what was about to be created by its computed name', async () => {
  standIn({ 'stack export': { output: killed }, 'import aws:sqs': { code: 255 } });
  // The VPC has an id that AWS generated: a person must look it up.
  expect(await recover(riven, 'environment-production')).toBe(1);
  const silent = '--yes --skip-preview --non-interactive --generate-code=false --protect=false';
  const parent =
    'dev-center-api-artifacts=urn:pulumi:environment-production::riven::espalier:cloud:Needs$espalier:cloud:Bucket::dev-center-api-artifacts';
  const provider = 'aws=urn:pulumi:environment-production::riven::pulumi:providers:aws::aws';
  const inside = `--parent ${parent} --provider ${provider} ${silent}`;
  expect(commands()).toEqual([
    'cancel --yes',
    'stack export',
    'refresh --yes --skip-preview --non-interactive --clear-pending-creates',
    `import aws:s3/bucket:Bucket dev-center-api-artifacts riven-artifacts ${inside}`,
    `import aws:sqs/queue:Queue jobs https://sqs.us-east-1.amazonaws.com/333333333333/riven-jobs ${inside}`,
  ]);
  expect(new Set(calls().map(({ stack, backend }) => `${stack} ${backend}`))).toEqual(
    new Set(['environment-production s3://riven-state-333333333333-us-east-1?region=us-east-1']),
  );
});

test('recovery says how each is imported whose id AWS made up: as the plan calls it, or inside what a plugin made', async () => {
  const within = 'espalier:cloud:ControlPlane$eks:index:Cluster';
  const urn = (types: string, name: string): string => `urn:pulumi:cluster-production::riven::${types}::${name}`;
  const creating = (types: string, type: string, name: string): object => ({
    type: 'creating',
    resource: { urn: urn(`${types}$${type}`, name), custom: true, type, inputs: {}, parent: urn(types, 'riven') },
  });
  const pending = [
    creating('espalier:cloud:Network', 'aws:ec2/vpc:Vpc', 'network'),
    creating(within, 'aws:ec2/securityGroup:SecurityGroup', 'nodes'),
  ];
  standIn({ 'stack export': { output: JSON.stringify({ deployment: { pending_operations: pending } }) } });
  let said = '';
  const written = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  try {
    expect(await recover(riven, 'cluster-production')).toBe(1);
  } finally {
    written.mockRestore();
  }
  expect(said).toContain(`\n  npx nx import-resource cluster-production -- aws:ec2/vpc:Vpc/network '<id in AWS>'\n`);
  expect(said).toContain(
    `\n  npx nx pulumi cluster-production -- import aws:ec2/securityGroup:SecurityGroup nodes '<id in AWS>' --parent 'riven=${urn(within, 'riven')}' --yes`,
  );
});

describe('an import', () => {
  const table = 'aws:dynamodb/table:Table/identity-sessions';

  test('puts the resource at the URN of the program, and takes its id from the model', async () => {
    expect(await importResource(riven, 'environment-production', [table])).toBe(0);
    const args = calls()[0]?.args ?? [];
    expect(args.slice(0, 4)).toEqual([
      'import',
      'aws:dynamodb/table:Table',
      'identity-sessions',
      'riven-production-identity-sessions',
    ]);
    const valueOf = (flag: string): string => args[args.indexOf(flag) + 1]?.split('=').slice(1).join('=') ?? '';
    const parent = valueOf('--parent').split('::');
    // Pulumi's own rule: the parent's chain of types, then the type.
    const urn = [...parent.slice(0, 2), `${parent[2] ?? ''}$aws:dynamodb/table:Table`, 'identity-sessions'].join('::');
    const { platform } = await loadPlatform(riven);
    if (platform === undefined) throw new Error("Riven's model is broken");
    const own = await loadOwnPrograms(riven, platform);
    for await (const plan of planStacks(platform, own, ['environment-production'])) {
      expect(urn).toBe(urnOf(plan, platform.name, table));
      expect(valueOf('--provider')).toBe(urnOf(plan, platform.name, 'pulumi:providers:aws/aws'));
    }
  });

  test('takes the id of what AWS names from who runs it', async () => {
    expect(await importResource(riven, 'environment-production', ['aws:kms/key:Key/data', '1234abcd'])).toBe(0);
    expect(commands()).toEqual([expect.stringMatching(/^import aws:kms\/key:Key data 1234abcd --parent data=urn:/)]);
  });

  test.each<[readonly string[], string]>([
    [[], "no resource ''"],
    [['aws:dynamodb/table:Table/identity-session'], `Did you mean '${table}'?`],
    // A component is nothing in AWS.
    [['espalier:cloud:Table/identity-sessions', 'x'], 'The plan has no resource'],
    [['aws:kms/key:Key/data'], 'AWS generates it'],
    // What its id follows from is AWS's to say.
    [['aws:ec2/route:Route/public-internet'], 'AWS generates it'],
    [[table, 'one', 'two'], 'too many arguments: two'],
  ])('is refused: %j', async (args, found) => {
    await expect(importResource(riven, 'environment-production', args)).rejects.toThrow(
      expect.objectContaining({ message: expect.stringContaining(found) as string }) as Error,
    );
    expect(readFileSync(join(folder, 'calls'), 'utf8')).toBe('');
  });
});

test('recovery of a stack with nothing pending ends well, also where there is no lock', async () => {
  standIn({ cancel: { code: 255 }, 'stack export': { output: '{"version":3,"deployment":{}}' } });
  expect(await recover(riven, 'cluster-production')).toBe(0);
  expect(commands()).toHaveLength(3);
});

test.each([
  ['stack export', 2],
  ['refresh', 3],
])('recovery stops where %s fails', async (command, count) => {
  standIn({ 'stack export': { output: killed }, [command]: { code: 6 } });
  expect(await recover(riven, 'environment-production')).toBe(6);
  expect(commands()).toHaveLength(count);
});

test('a stack that was never brought up has nothing pending', () => {
  expect(pendingCreates('{"version":3,"deployment":{}}')).toEqual([]);
});
