import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { runScript, type Api } from './github-script.ts';
import { evaluated, evaluatedAll, isTrue, type Context } from './workflow-expressions.ts';

/** What happens on GitHub that starts a workflow. */
export interface GitHubEvent {
  readonly name: 'pull_request' | 'pull_request_target' | 'merge_group' | 'push' | 'workflow_run';
  readonly payload: Readonly<Record<string, unknown>>;
  /** Commit that `actions/checkout` checks out. */
  readonly sha: string;
  readonly vars?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly api?: Api;
}

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'continue-on-error'?: boolean;
}

interface Job {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly 'runs-on'?: string;
  readonly environment?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, string>> };
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly env?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** How a job ended. */
export interface JobResult {
  readonly result: 'success' | 'failure' | 'skipped';
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly log: string;
  readonly runsOn: string;
}

/**
 * A machine that runs workflows as GitHub does: scripts run as they are, in Bash, in a clone of the repository. Actions and
 * programs that reach GitHub, AWS or npm have stand-ins, which record that they were called.
 */
export class Runner {
  /** What stand-ins were asked to do, in order. */
  readonly calls: string[] = [];
  /** What the steps wrote into the summary of the run. */
  summary = '';
  readonly temp: string;
  readonly artifacts: string;
  readonly #root: string;
  readonly #workspace: string;
  readonly #programs: string;
  readonly #callsFile: string;

  /**
   * @param repository what is cloned
   * @param modules folder whose `node_modules` an installation gives
   * @param programs stand-ins by name: scripts of Bash. `$CALLS` is the file that records calls
   */
  constructor(repository: string, modules: string, programs: Readonly<Record<string, string>>) {
    this.#root = mkdtempSync(join(tmpdir(), 'espalier-runner-'));
    [this.#workspace, this.temp, this.artifacts, this.#programs] = ['work', 'temp', 'artifacts', 'programs'].map(
      (name) => join(this.#root, name),
    ) as [string, string, string, string];
    this.#callsFile = join(this.#root, 'calls');
    mkdirSync(this.#programs);
    for (const [name, script] of Object.entries({ npm: npm(modules), ...programs })) {
      writeFileSync(join(this.#programs, name), `#!/usr/bin/env bash\nset -e\n${script}\n`, { mode: 0o755 });
    }
    writeFileSync(
      join(this.#root, 'gitconfig'),
      `[url "${repository}"]\n\tinsteadOf = https://github.com/small/platform\n`,
    );
    execFileSync('git', ['clone', '--quiet', repository, this.#workspace]);
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  /**
   * Runs a workflow of the commit of the event.
   *
   * @param options folder with the artifacts of an earlier run; the only job to run, where it is not all
   */
  async run(
    file: string,
    event: GitHubEvent,
    { artifacts, job }: { artifacts?: string; job?: string } = {},
  ): Promise<Readonly<Record<string, JobResult>>> {
    this.calls.length = 0;
    this.summary = '';
    rmSync(this.artifacts, { recursive: true, force: true });
    if (artifacts !== undefined) cpSync(artifacts, this.artifacts, { recursive: true });
    writeFileSync(this.#callsFile, '');
    this.#checkout(event.sha);
    return this.#workflow(`.github/workflows/${file}`, event, {}, job);
  }

  async #workflow(
    file: string,
    event: GitHubEvent,
    inputs: Context,
    only?: string,
  ): Promise<Readonly<Record<string, JobResult>>> {
    const workflow = parse(readFileSync(join(this.#workspace, file), 'utf8')) as Workflow;
    const results: Record<string, JobResult> = {};
    for (const [name, job] of Object.entries(workflow.jobs)) {
      if (only !== undefined && only !== name) continue;
      const needs = [job.needs ?? []].flat();
      const ancestors = new Set<string>();
      const visit = (of: string): void => {
        ancestors.add(of);
        for (const next of [workflow.jobs[of]?.needs ?? []].flat()) visit(next);
      };
      needs.forEach(visit);
      const failed = [...ancestors].some((of) => results[of]?.result === 'failure');
      const skipped = needs.some((of) => results[of]?.result !== 'success');
      const context = {
        ...contextOf(event),
        inputs,
        needs: Object.fromEntries(needs.map((of) => [of, results[of]])),
        env: {},
      };
      if (!isTrue(job.if, context, { failed, succeeded: !skipped && !failed })) {
        results[name] = { result: 'skipped', outputs: {}, log: '', runsOn: '' };
        continue;
      }
      const matrix = Object.entries(job.strategy?.matrix ?? {}).map(
        ([key, values]) => [key, evaluated(values, context) as readonly unknown[]] as const,
      );
      const combinations =
        matrix.length === 0 ? [{}] : (matrix[0]?.[1] ?? []).map((value) => ({ [matrix[0]?.[0] ?? '']: value }));
      const parts: JobResult[] = [];
      for (const combination of combinations) {
        parts.push(
          job.uses === undefined
            ? await this.#job(job, workflow, event, { ...context, matrix: combination })
            : await this.#called(job, event, context),
        );
      }
      results[name] = {
        result: parts.every(({ result }) => result === 'success') ? 'success' : 'failure',
        outputs: parts.at(-1)?.outputs ?? {},
        log: parts.map(({ log }) => log).join('\n'),
        runsOn: parts[0]?.runsOn ?? '',
      };
    }
    return results;
  }

  async #called(job: Job, event: GitHubEvent, context: Context): Promise<JobResult> {
    const inputs = Object.fromEntries(
      Object.entries(job.with ?? {}).map(([key, value]) => [key, evaluated(value, context)]),
    );
    const results = Object.values(await this.#workflow((job.uses ?? '').replace('./', ''), event, inputs));
    const result = results.every((one) => one.result === 'success') ? 'success' : 'failure';
    return { result, outputs: {}, log: results.map(({ log }) => log).join('\n'), runsOn: results[0]?.runsOn ?? '' };
  }

  async #job(job: Job, workflow: Workflow, event: GitHubEvent, jobContext: Context): Promise<JobResult> {
    rmSync(this.temp, { recursive: true, force: true });
    mkdirSync(this.temp);
    const context = { ...jobContext, runner: { temp: this.temp } };
    const env: Record<string, string> = {};
    for (const [key, value] of Object.entries({ ...workflow.env, ...job.env }))
      env[key] = String(evaluated(value, context));
    const steps: Record<string, { outputs: Record<string, unknown>; outcome: string }> = {};
    let failed = false;
    let log = '';
    for (const step of job.steps ?? []) {
      const here = { ...context, steps, env };
      if (!isTrue(step.if, here, { failed, succeeded: !failed })) continue;
      const { ok, outputs, output } =
        step.run === undefined ? await this.#uses(step, event, here, job) : this.#script(step, event, here, env);
      log += output;
      if (step.id !== undefined) steps[step.id] = { outputs, outcome: ok ? 'success' : 'failure' };
      failed ||= !ok && step['continue-on-error'] !== true;
    }
    const outputs = Object.fromEntries(
      Object.entries(job.outputs ?? {}).map(([key, value]) => [key, evaluated(value, { ...context, steps })]),
    );
    const runsOn = String(evaluated(job['runs-on'] ?? '', context));
    return { result: failed ? 'failure' : 'success', outputs, log, runsOn };
  }

  #script(step: Step, event: GitHubEvent, context: Context, env: Record<string, string>): StepResult {
    const file = (name: string): string => join(this.temp, `.${name}`);
    for (const name of ['output', 'env', 'summary']) writeFileSync(file(name), '');
    writeFileSync(file('script'), step.run ?? '');
    const own = Object.entries(step.env ?? {}).map(([key, value]) => [key, String(evaluated(value, context))] as const);
    const options = step.shell === 'bash' ? ['--noprofile', '--norc', '-eo', 'pipefail'] : ['-e'];
    const { status, stdout, stderr } = spawnSync('bash', [...options, file('script')], {
      cwd: this.#workspace,
      encoding: 'utf8',
      env: {
        HOME: process.env['HOME'],
        PATH: [this.#programs, dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
        CI: 'true',
        NX_TUI: 'false',
        NX_ISOLATE_PLUGINS: 'false',
        FORCE_COLOR: '0',
        CALLS: this.#callsFile,
        // What is pushed to GitHub goes to the repository that was cloned.
        GIT_CONFIG_GLOBAL: join(this.#root, 'gitconfig'),
        GITHUB_EVENT_NAME: event.name,
        GITHUB_REPOSITORY: 'small/platform',
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_RUN_ID: '1',
        GITHUB_WORKSPACE: this.#workspace,
        GITHUB_OUTPUT: file('output'),
        GITHUB_ENV: file('env'),
        GITHUB_STEP_SUMMARY: file('summary'),
        RUNNER_TEMP: this.temp,
        ...env,
        ...Object.fromEntries(own),
      },
    });
    const pairs = (name: string): Record<string, string> =>
      Object.fromEntries(
        readFileSync(file(name), 'utf8')
          .split('\n')
          .flatMap((line) => {
            const [, key, value] = /^([^=]+)=(.*)$/.exec(line) ?? [];
            return key === undefined || value === undefined ? [] : [[key, value] as const];
          }),
      );
    Object.assign(env, pairs('env'));
    this.summary += readFileSync(file('summary'), 'utf8');
    this.calls.push(...readFileSync(this.#callsFile, 'utf8').split('\n').filter(Boolean));
    writeFileSync(this.#callsFile, '');
    return { ok: status === 0, outputs: pairs('output'), output: `## ${step.name ?? ''}\n${stdout}${stderr}\n` };
  }

  async #uses(step: Step, event: GitHubEvent, context: Context, job: Job): Promise<StepResult> {
    const action = /^([^@]+)@/.exec(step.uses ?? '')?.[1] ?? '';
    const inputs = Object.fromEntries(
      Object.entries(step.with ?? {}).map(([key, value]) => [key, evaluated(value, context)]),
    );
    const text = (name: string): string => {
      const value = inputs[name];
      return typeof value === 'string' ? value : '';
    };
    const done = { ok: true, outputs: {}, output: '' };
    const copy = (name: string): void => {
      cpSync(join(this.artifacts, name), join(text('path'), inputs['merge-multiple'] === true ? '' : name), {
        recursive: true,
      });
    };
    switch (action) {
      case 'actions/checkout':
        if (inputs['persist-credentials'] !== false) throw new Error('credentials stay on disk');
        this.#checkout(text('ref') || event.sha);
        return done;
      case 'actions/upload-artifact':
        if (!existsSync(text('path'))) return { ...done, ok: inputs['if-no-files-found'] !== 'error' };
        cpSync(text('path'), join(this.artifacts, text('name')), { recursive: true });
        return done;
      case 'actions/download-artifact': {
        const names = existsSync(this.artifacts) ? readdirSync(this.artifacts) : [];
        const pattern = text('pattern').replace('*', '');
        names.filter((name) => (pattern === '' ? name === 'review' : name.startsWith(pattern))).forEach(copy);
        return done;
      }
      case 'actions/github-script': {
        const outputs = await runScript(text('script'), {
          payload: event.payload,
          api: event.api ?? (() => []),
          env: {
            ...process.env,
            RUNNER_TEMP: this.temp,
            ...(context['env'] as Record<string, string>),
            ...evaluatedAll(step.env, context),
          },
        });
        return { ...done, outputs };
      }
      case 'actions/create-github-app-token':
        return { ...done, outputs: { token: `token-of-${text('client-id')}` } };
      case 'aws-actions/configure-aws-credentials':
        this.calls.push(`role ${text('role-to-assume')} in ${String(evaluated(job.environment ?? '', context))}`);
        return done;
      default:
        return done;
    }
  }

  #checkout(commit: string): void {
    const git = (...args: readonly string[]): void => {
      execFileSync('git', args, { cwd: this.#workspace, stdio: 'ignore' });
    };
    git('fetch', '--quiet', '--force', 'origin', '+refs/*:refs/remotes/origin/*');
    git('checkout', '--quiet', '--force', '--detach', commit);
    git('clean', '--quiet', '--force', '-d');
  }
}

interface StepResult {
  readonly ok: boolean;
  readonly outputs: Record<string, unknown>;
  readonly output: string;
}

/** `npm ci` gives the modules of a workspace that has them; `npm start` is what its `package.json` would say. */
function npm(modules: string): string {
  return `
case "$1" in
  ci) [ -e node_modules ] || ln -s '${modules}/node_modules' node_modules ;;
  start) exec node --conditions=@espalier/source packages/nx/src/cli.ts generate ;;
  *) exit 1 ;;
esac`;
}

function contextOf({ name, payload, sha, vars = {}, secrets = {} }: GitHubEvent): Context {
  const github = {
    event_name: name,
    event: payload,
    sha,
    repository: 'small/platform',
    token: 'github-token',
    run_id: 1,
  };
  return { github, vars, secrets };
}
