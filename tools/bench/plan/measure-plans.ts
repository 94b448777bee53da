import { join } from 'node:path';
import { FleetWorkspace } from '../fleet/workspace.ts';
import { runModule } from '../measure/child.ts';
import { listOf, numberOf, parseJson } from '../measure/json.ts';
import type { Medium } from '../measure/medium.ts';
import { spreadOf, summarize, type Sample, type Samples, type Spread } from '../measure/sample.ts';
import { stack } from './stack.ts';

/** What is measured of a stack, in this order and in turns; `setMocks` is the peer. */
export const planJobs = ['start-up', 'plan', 'setMocks', 'plan, written'] as const;
export type PlanJob = (typeof planJobs)[number];

/** An environment's stack, planned. */
export interface PlanFigures {
  readonly resources: number;
  readonly jobs: Readonly<Record<PlanJob, Samples>>;
  /** Running the stack's program alone: without starting Node, the SDK, and the model. */
  readonly programMs: Readonly<Record<'plan' | 'setMocks', Spread>>;
}

const cli = join(import.meta.dirname, '../../../packages/nx/src/cli.ts');

/** What an environment has without apps, and what an app of a fleet adds to it, both about. */
const ofTheEnvironment = 110;
const ofAnApp = 7.55;

/** Plans an environment of about so many resources, in every way. */
export function measurePlans(asked: number, medium: Medium, runs: number, say: (message: string) => void): PlanFigures {
  const apps = Math.max(1, Math.round((asked - ofTheEnvironment) / ofAnApp));
  const workspace = new FleetWorkspace(medium.directory, { clusters: 1, apps });
  try {
    const samples: Record<PlanJob, Sample[]> = { 'start-up': [], plan: [], setMocks: [], 'plan, written': [] };
    const programs: Record<'plan' | 'setMocks', number[]> = { plan: [], setMocks: [] };
    const counts = new Set<number>();
    const measure = (job: PlanJob, module: string, ...args: readonly string[]): string => {
      medium.settle();
      const { sample, output } = runModule(module, args, workspace.root);
      say(`a plan of about ${asked} resources on ${medium.name}: ${job} ${Math.round(sample.wallMs)} ms`);
      samples[job].push(sample);
      return output;
    };
    const program = (job: 'plan' | 'setMocks', module: string): void => {
      const printed = parseJson(measure(job, moduleOf(module)));
      programs[job].push(numberOf(printed, 'programMs'));
      counts.add(numberOf(printed, 'resources'));
    };
    for (let run = 1; run <= runs; run += 1) {
      workspace.reset();
      measure('start-up', moduleOf('start-up'));
      program('plan', 'plan-espalier');
      program('setMocks', 'plan-sdk');
      const plans = listOf(parseJson(measure('plan, written', cli, 'plan', stack, '--json')), 'plans');
      counts.add(plans.reduce<number>((sum, plan) => sum + numberOf(plan, 'resources'), 0));
    }
    const [resources = 0] = counts;
    if (counts.size !== 1) throw new Error(`They registered different resources: ${[...counts].join(', ')}.`);
    return {
      resources,
      jobs: {
        'start-up': summarize(samples['start-up']),
        plan: summarize(samples.plan),
        setMocks: summarize(samples.setMocks),
        'plan, written': summarize(samples['plan, written']),
      },
      programMs: { plan: spreadOf(programs.plan), setMocks: spreadOf(programs.setMocks) },
    };
  } finally {
    workspace.remove();
  }
}

function moduleOf(name: string): string {
  return join(import.meta.dirname, `${name}.ts`);
}
