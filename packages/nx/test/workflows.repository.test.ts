import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Api } from './github-script.ts';
import { Runner, type GitHubEvent, type JobResult } from './runner.ts';
import { app, clusterWithMoreNodes, release, Workspace } from './workspace.ts';

/** First line of a review. */
const review = '<!-- espalier:review -->';
const zero = '0'.repeat(40);

/** Programs that reach npm, GitHub or AWS, or that are only recorded. The small platform has findings of `contract`. */
const programs = {
  npx: `
record() { echo "$*" | sed "s#$RUNNER_TEMP#TEMP#g" >> "$CALLS"; }
case "$1 $2 $4" in
  'nx run-many contract') record "$*"; exit 0 ;;
  'nx review '*) record "$*" ;;
  'nx guard '*) record "$*; cache: $NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN" ;;
esac
shift
exec node node_modules/nx/dist/bin/nx.js "$@"`,
  pulumi: `
echo "pulumi $*" >> "$CALLS"
[ "$1 $2" != 'stack ls' ] || echo '[{"name": "account-one"}, {"name": "environment-production"}, {"name": "environment-staging"}, {"name": "cluster-production"}]'`,
};

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let workspace: Workspace;
let runner: Runner;
/** Where the branches of the pull requests are, and the merges that GitHub makes of them. */
let main: string;

beforeAll(() => {
  workspace = new Workspace();
  workspace.write({
    'nx.json': JSON.stringify({
      analytics: false,
      neverConnectToCloud: true,
      defaultProject: 'platform',
      plugins: ['@espalier/nx/plugin'],
      sync: { globalGenerators: ['@espalier/nx:workflows'] },
    }),
    '.gitignore': 'node_modules\n.nx\ndist\n',
    'apps/cloud/index.ts': 'export {};\n',
    'apps/cloud/tsconfig.build.json': JSON.stringify({
      compilerOptions: { outDir: 'dist', rootDir: '.', module: 'nodenext', types: [] },
      files: ['index.ts'],
    }),
  });
  expect(workspace.espalier('generate').code).toBe(0);
  workspace.nx('sync');
  workspace.commit('rendered');
  main = workspace.git('rev-parse', 'HEAD').trim();
  workspace.mark('rendered');
  runner = new Runner(workspace.root, workspace.root, programs);
});

afterAll(() => {
  workspace.remove();
  runner.remove();
});

beforeEach(() => {
  workspace.git('checkout', '--quiet', '--force', 'main');
  workspace.reset('rendered');
});

/** Commits a change to a branch; rendered, where that is not left out. Gives its commit. */
function branch(name: string, files: Readonly<Record<string, string | undefined>>, isRendered = true): string {
  workspace.git('checkout', '--quiet', '-B', name);
  workspace.write(files);
  if (isRendered) expect(workspace.espalier('generate').code).toBe(0);
  workspace.commit(name);
  return workspace.git('rev-parse', 'HEAD').trim();
}

/** The pull request of a branch: the commit that GitHub has merged it into. */
function pullRequest(head: string, fullName = 'small/platform'): GitHubEvent {
  workspace.git('checkout', '--quiet', '--detach', main);
  workspace.git(
    '-c',
    'user.name=test',
    '-c',
    'user.email=test@example.com',
    'merge',
    '--quiet',
    '--no-ff',
    '--no-edit',
    head,
  );
  const sha = workspace.git('rev-parse', 'HEAD').trim();
  workspace.git('update-ref', 'refs/pull/7/merge', sha);
  workspace.git('update-ref', 'refs/pull/7/head', head);
  const pull_request = {
    number: 7,
    base: { sha: main, ref: 'main' },
    head: { sha: head, ref: 'change', repo: { full_name: fullName } },
  };
  return { name: 'pull_request', sha, payload: { pull_request } };
}

function resultsOf(jobs: Readonly<Record<string, JobResult>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(jobs).map(([name, { result }]) => [name, result]));
}

function logOf(jobs: Readonly<Record<string, JobResult>>): string {
  return Object.values(jobs)
    .map(({ log }) => log)
    .join('\n');
}

/** What a job records that asks for a role of AWS. */
const role = (name: string, environment: string): string =>
  `role arn:aws:iam::111111111111:role/small-${name} in ${environment}`;

const allGood = { affected: 'success', verify: 'success', review: 'success' };
/** Where GitHub would send a run whose repository has variables. */
const own = { ESPALIER_RUNNER: 'arc', ESPALIER_NX_CACHE_SERVER: '', ESPALIER_NX_CACHE_READ_TOKEN: 'read' };

describe('a pull request', () => {
  test('is verified and reviewed against the branch that it goes to', async () => {
    const head = branch('change', { 'apps/shop/releases/production.yaml': release('2') });
    const event = { ...pullRequest(head), vars: own };
    const jobs = await runner.run('pull-request.yaml', event);
    expect(resultsOf(jobs), logOf(jobs)).toEqual(allGood);
    expect(jobs['affected']?.runsOn).toBe('arc');
    expect(JSON.parse(String(jobs['affected']?.outputs['shards']))).toEqual([
      {
        name: '1',
        clusters: 'production',
        projects: 'environment-production,platform,production,cluster-production',
        reviewed: '',
      },
    ]);
    expect(runner.calls).toEqual([
      'nx run-many -t contract -p production',
      `nx review --base ${main} --head ${event.sha} --json TEMP/part/review.json`,
      `nx review --join TEMP/parts/part-1/review.json --json TEMP/review/review.json --markdown TEMP/review/review.md --html TEMP/review/review.html --sarif TEMP/review/review.sarif --files-url https://github.com/small/platform/blob/${head} --report-url https://github.com/small/platform/actions/runs/1#artifacts`,
      `nx guard --base ${main} --head ${event.sha} --review TEMP/review/review.json; cache: read`,
    ]);
    expect(runner.summary.startsWith(review)).toBe(true);
    expect(runner.summary).toContain('shop');

    const requests: string[] = [];
    const api: Api = (route, params) => {
      requests.push(route);
      if (route.endsWith('/pulls')) {
        expect(params).toMatchObject({ base: 'main', head: 'small:change', state: 'open' });
        return [{ number: 7, head: { sha: head, repo: { full_name: 'small/platform' } } }];
      }
      return route.endsWith('/artifacts') ? { artifacts: [{ id: 5, size_in_bytes: 1000 }] } : [];
    };
    const comment = await runCommentAfter(runner, { head, fullName: 'small/platform', api });
    expect(comment).toMatchObject({
      comment: { outputs: { number: 7, artifact: 5 } },
      'code-scanning': { result: 'success' },
    });
    expect(requests).toContain('POST /repos/{owner}/{repo}/issues/{issue_number}/comments');
  });

  test('with a stale render fails, and says what to do', async () => {
    const head = branch('change', { 'apps/shop/releases/production.yaml': release('2') }, false);
    const jobs = await runner.run('pull-request.yaml', pullRequest(head));
    expect(resultsOf(jobs)).toEqual({ affected: 'success', verify: 'failure', review: 'failure' });
    expect(logOf(jobs)).toContain('::error::clusters/ is not what the definitions render. Run "npm start" and commit');
    expect(logOf(jobs)).toContain(' M clusters/production/shop/deployment-shop.yaml');
    // It is reviewed all the same.
    expect(runner.calls.filter((call) => call.startsWith('nx review'))).toHaveLength(2);
  });

  test('that edits clusters/ by hand fails, although it affects nothing', async () => {
    const file = 'clusters/staging/shop/deployment-shop.yaml';
    const head = branch('change', { [file]: workspace.read(file).replace('replicas: 2', 'replicas: 9') }, false);
    const jobs = await runner.run('pull-request.yaml', pullRequest(head));
    expect(resultsOf(jobs)).toEqual({ affected: 'success', verify: 'failure', review: 'failure' });
    expect(logOf(jobs)).toContain(file);
  });

  test('that leaves the workflows stale fails before anything else', async () => {
    const file = 'apps/platform/platform.ts';
    const text = workspace
      .read(file)
      .replace("domain: 'small.dev',", "domain: 'small.dev',\n  ci: { clustersPerJob: 1 },");
    const head = branch('change', { [file]: text });
    const jobs = await runner.run('pull-request.yaml', pullRequest(head));
    expect(resultsOf(jobs)).toEqual({ affected: 'failure', verify: 'skipped', review: 'failure' });
    expect(logOf(jobs)).toContain('Run "npx nx sync" and commit what it writes.');
  });

  test('that affects more clusters than a job takes is divided, and its parts are joined', async () => {
    const file = 'apps/platform/platform.ts';
    const text = workspace
      .read(file)
      .replace("domain: 'small.dev',", "domain: 'small.dev',\n  ci: { clustersPerJob: 1 },");
    workspace.write({ [file]: text });
    workspace.nx('sync');
    const head = branch('change', { 'apps/shop/app.ts': app('2') });
    const jobs = await runner.run('pull-request.yaml', pullRequest(head));
    expect(resultsOf(jobs), logOf(jobs)).toEqual(allGood);
    const shards = JSON.parse(String(jobs['affected']?.outputs['shards'])) as { clusters: string; reviewed: string }[];
    expect(shards.map(({ clusters, reviewed }) => [clusters, reviewed])).toEqual([
      ['production', 'production,cluster-production,account-one,environment-production,environment-staging'],
      ['staging', 'staging,cluster-staging'],
    ]);
    expect(runner.calls[4]).toContain('--join TEMP/parts/part-1/review.json,TEMP/parts/part-2/review.json --json');
  });

  test('is previewed where the platform wants it, with the role that changes nothing; one of a fork is not', async () => {
    const file = 'apps/platform/platform.ts';
    const ci = "domain: 'small.dev',\n  ci: { previewPullRequests: true },";
    workspace.write({ [file]: workspace.read(file).replace("domain: 'small.dev',", ci) });
    workspace.nx('sync');
    branch('switched-on', {});
    const head = branch('change', { 'apps/platform/clusters/production/cluster.ts': clusterWithMoreNodes });
    const merged = pullRequest(head);
    const jobs = await runner.run('preview.yaml', merged);
    expect(Object.values(resultsOf(jobs)), logOf(jobs)).not.toContain('failure');
    expect(new Set(runner.calls.filter((call) => call.startsWith('role')))).toEqual(
      new Set([role('plan', 'one-plan')]),
    );
    expect(runner.calls).toContain('pulumi preview --stack cluster-production --diff');
    expect(runner.calls.filter((call) => call.startsWith('pulumi up'))).toEqual([]);
    const ofFork = await runner.run('preview.yaml', pullRequest(head, 'stranger/platform'));
    expect(new Set(Object.values(resultsOf(ofFork)))).toEqual(new Set(['skipped']));
  });

  test('of a fork runs on machines of GitHub, without the cache, and gets its comment', async () => {
    const head = branch('change', { 'apps/platform/clusters/production/cluster.ts': clusterWithMoreNodes });
    const event = { ...pullRequest(head, 'stranger/platform'), vars: own };
    const jobs = await runner.run('pull-request.yaml', event);
    expect(resultsOf(jobs), logOf(jobs)).toEqual(allGood);
    expect(Object.values(jobs).map(({ runsOn }) => runsOn)).toEqual(['ubuntu-24.04', 'ubuntu-24.04', 'ubuntu-24.04']);
    expect(runner.calls.at(-1)).toMatch(/^nx guard .*; cache: $/);

    const written: unknown[] = [];
    const api: Api = (route, params) => {
      if (route.startsWith('POST')) written.push(params);
      if (route.endsWith('/pulls')) {
        expect(params['head']).toBe('stranger:change');
        // Somebody else has a branch of that name with the same commit.
        return [
          { number: 6, head: { sha: head, repo: { full_name: 'small/platform' } } },
          { number: 7, head: { sha: head, repo: { full_name: 'stranger/platform' } } },
        ];
      }
      return route.endsWith('/artifacts') ? { artifacts: [{ id: 5, size_in_bytes: 1000 }] } : [];
    };
    await runCommentAfter(runner, { head, fullName: 'stranger/platform', api });
    expect(written).toEqual([
      expect.objectContaining({ issue_number: 7, body: expect.stringContaining(review) as string }),
      expect.objectContaining({ issue_number: 7, labels: [expect.stringMatching(/^espalier: /) as string] }),
    ]);
  });
});

/** The workflow that comments, after a run on the machine; artifacts are those of the run. */
async function runCommentAfter(
  machine: Runner,
  { head, fullName, api }: { head: string; fullName: string; api: Api },
): Promise<Readonly<Record<string, JobResult>>> {
  const kept = mkdtempSync(join(tmpdir(), 'espalier-artifacts-'));
  cpSync(machine.artifacts, kept, { recursive: true });
  const workflow_run = {
    id: 3,
    event: 'pull_request',
    conclusion: 'success',
    html_url: 'https://github.com/small/platform/actions/runs/3',
    head_sha: head,
    head_branch: 'change',
    head_repository: { full_name: fullName, owner: { login: fullName.split('/')[0] } },
  };
  const event = { name: 'workflow_run', sha: main, payload: { workflow_run }, api } as const;
  const jobs = await machine.run('comment.yaml', event, { artifacts: kept });
  rmSync(kept, { recursive: true });
  return jobs;
}

test('an entry of the merge queue is compared with the one before it', async () => {
  const before = branch('first', { 'apps/shop/releases/production.yaml': release('2') });
  const sha = branch('second', { 'apps/shop/releases/staging.yaml': release('2') });
  workspace.git('update-ref', 'refs/heads/gh-readonly-queue/main/pr-7', sha);
  const merge_group = { base_sha: before, head_sha: sha };
  const jobs = await runner.run('pull-request.yaml', { name: 'merge_group', sha, payload: { merge_group } });
  expect(resultsOf(jobs), logOf(jobs)).toEqual(allGood);
  expect(jobs['affected']?.outputs).toMatchObject({ base: before, head: sha });
  expect(String(jobs['affected']?.outputs['shards'])).toContain('"clusters":"staging"');
});

describe('a push', () => {
  test.each([
    ['is compared with what was there', 'rendered', '"clusters":"production"'],
    ['that is the first is compared with nothing', zero, '"clusters":"production,staging"'],
    ['that was forced is compared with nothing', 'elsewhere', '"clusters":"production,staging"'],
  ])('%s', async (_, base, clusters) => {
    const elsewhere = branch('elsewhere', { 'apps/shop/app.ts': app('3') }, false);
    workspace.git('checkout', '--quiet', 'main');
    const sha = branch('pushed', { 'apps/shop/releases/production.yaml': release('2') });
    const before = base === 'rendered' ? main : base === 'elsewhere' ? elsewhere : base;
    const payload = { before, forced: base === 'elsewhere' };
    const jobs = await runner.run('pull-request.yaml', { name: 'push', sha, payload });
    const review = base === 'elsewhere' ? 'failure' : 'success';
    expect(resultsOf(jobs), logOf(jobs)).toEqual({ ...allGood, review });
    expect(runner.calls.some((call) => call.startsWith('nx review'))).toBe(base === 'rendered');
    expect(String(jobs['affected']?.outputs['shards'])).toContain(clusters);
  });

  const apply = async (last: string | undefined, job?: string): Promise<Readonly<Record<string, JobResult>>> => {
    const sha = branch('pushed', { 'apps/shop/releases/production.yaml': release('2') });
    const api: Api = (route, params) => {
      expect(route).toBe('GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs');
      expect(params).toMatchObject({ workflow_id: 'apply.yaml', branch: 'main', status: 'success' });
      return { workflow_runs: last === undefined ? [] : [{ head_sha: last }] };
    };
    return runner.run(
      'apply.yaml',
      { name: 'push', sha, payload: { before: main }, api },
      job === undefined ? {} : { job },
    );
  };
  test('brings up the stacks that it affects, one after another, each after its preview', async () => {
    const jobs = await apply(main);
    expect(Object.values(resultsOf(jobs)), logOf(jobs)).not.toContain('failure');
    const calls = runner.calls.filter((call) => !/stack (?:ls|select)/.test(call));
    expect(calls).toEqual([
      role('plan', 'one-plan'),
      'pulumi preview --stack environment-production --diff',
      role('apply', 'one'),
      'pulumi up --stack environment-production --yes',
      role('plan', 'one-plan'),
      'pulumi preview --stack cluster-production --diff',
      role('apply', 'one'),
      'pulumi up --stack cluster-production --yes',
    ]);
    expect(runner.summary).toContain('### Preview of environment-production');
  });

  const every = [
    'account-one',
    'environment-production',
    'environment-staging',
    'cluster-production',
    'cluster-staging',
  ];

  test('that has no run before it brings up every stack; one that is new has no preview', async () => {
    const jobs = await apply(undefined);
    expect(Object.values(resultsOf(jobs)), logOf(jobs)).not.toContain('failure');
    expect(Object.values(resultsOf(jobs))).not.toContain('skipped');
    expect(runner.calls.flatMap((call) => /pulumi up --stack (\S+)/.exec(call)?.[1] ?? [])).toEqual(every);
    expect(runner.summary).toContain('cluster-staging has never been brought up');
  });

  test('that was forced, so that the last commit that is up is not before it, affects every stack', async () => {
    const { affected } = await apply(zero, 'affected');
    expect((JSON.parse(String(affected?.outputs['stacks'])) as string[]).sort()).toEqual([...every].sort());
  });

  test('whose first stack fails brings up none after it', async () => {
    const failing = new Runner(workspace.root, workspace.root, {
      ...programs,
      pulumi: `${programs.pulumi}\n[ "$1 $3" != 'up environment-production' ]`,
    });
    try {
      const sha = branch('pushed', { 'apps/shop/releases/production.yaml': release('2') });
      const api: Api = () => ({ workflow_runs: [{ head_sha: main }] });
      const jobs = await failing.run('apply.yaml', { name: 'push', sha, payload: {}, api });
      expect(resultsOf(jobs)).toMatchObject({ 'environment-production': 'failure', 'cluster-production': 'skipped' });
    } finally {
      failing.remove();
    }
  });
});

describe('a release that a bot bumps', () => {
  const vars = { ESPALIER_APP_CLIENT_ID: 'app' };
  const bump = (head: string): GitHubEvent => ({
    ...pullRequest(head),
    name: 'pull_request_target',
    vars,
    secrets: { ESPALIER_APP_PRIVATE_KEY: 'key' },
  });
  /** What was pushed to the branch: the push of Git goes to the repository that was cloned. */
  const pushed = (): string => workspace.git('log', '-1', '--format=%s', 'refs/heads/change').trim();

  test('gets its render', async () => {
    const head = branch('change', { 'apps/shop/releases/production.yaml': release('2') }, false);
    const jobs = await runner.run('release-render.yaml', bump(head));
    expect(resultsOf(jobs), logOf(jobs)).toEqual({ render: 'success' });
    expect(pushed()).toBe('Render the release');
    expect(workspace.git('diff', '--name-only', head, 'change', '--', ':!clusters')).toBe('');
    const verified = await runner.run('pull-request.yaml', pullRequest(workspace.git('rev-parse', 'change').trim()));
    expect(resultsOf(verified), logOf(verified)).toEqual(allGood);

    const again = await runner.run('release-render.yaml', bump(workspace.git('rev-parse', 'change').trim()));
    expect(logOf(again)).toContain('The render is current.');
    expect(workspace.git('rev-list', '--count', `${head}..change`).trim()).toBe('1');
  });

  test('next to code is left alone: nothing of the branch runs', async () => {
    const file = 'apps/shop/app.ts';
    const head = branch('change', { 'apps/shop/releases/production.yaml': release('2'), [file]: app('2') }, false);
    const jobs = await runner.run('release-render.yaml', bump(head));
    expect(resultsOf(jobs)).toEqual({ render: 'success' });
    expect(logOf(jobs)).toContain(`The branch changes ${file} as well`);
    expect(pushed()).toBe('change');
    expect(logOf(jobs)).not.toContain('## Install');
  });

  test('that is no plain file is refused', async () => {
    workspace.git('checkout', '--quiet', '-B', 'change');
    rmSync(join(workspace.root, 'apps/shop/releases/production.yaml'));
    symlinkSync('/etc/passwd', join(workspace.root, 'apps/shop/releases/production.yaml'));
    workspace.commit('change');
    const jobs = await runner.run('release-render.yaml', bump(workspace.git('rev-parse', 'HEAD').trim()));
    expect(resultsOf(jobs)).toEqual({ render: 'failure' });
    expect(logOf(jobs)).toContain('apps/shop/releases/production.yaml is no plain file.');
  });

  test.each([
    ['from a fork', { fullName: 'stranger/platform', vars }],
    ['without the App', { fullName: 'small/platform', vars: {} }],
  ])('%s is skipped', async (_, { fullName, vars: given }) => {
    const head = branch('change', { 'apps/shop/releases/production.yaml': release('2') }, false);
    const event = { ...pullRequest(head, fullName), name: 'pull_request_target', vars: given } as const;
    expect(resultsOf(await runner.run('release-render.yaml', event))).toEqual({ render: 'skipped' });
  });
});
