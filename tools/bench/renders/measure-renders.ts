import { join } from 'node:path';
import { clusterName, type FleetSize } from '../fleet/fleet.ts';
import { FleetWorkspace } from '../fleet/workspace.ts';
import { runModule } from '../measure/child.ts';
import { copyTree } from '../measure/copy.ts';
import { numberOf, parseJson } from '../measure/json.ts';
import type { Medium } from '../measure/medium.ts';
import { spreadOf, summarize, type Sample, type Samples, type Spread } from '../measure/sample.ts';
import { espalierRender, type RenderRun } from './espalier.ts';

/** What is measured of a fleet. */
export const jobs = [
  'cold',
  'cp -r',
  'unchanged',
  'release, one cluster',
  'definition, one cluster',
  'definition, all clusters',
] as const;
export type Job = (typeof jobs)[number];

/** The figures of a fleet on a medium. */
export interface FleetFigures {
  readonly size: FleetSize;
  readonly objects: number;
  readonly jobs: Readonly<Record<Job, Samples>>;
  readonly inProcess: InProcessFigures;
}

/** An unchanged render, taken apart. */
export interface InProcessFigures {
  /** Starting Node and loading Espalier. */
  readonly startUpMs: Spread;
  /** The first render of the process, which imports every definition. */
  readonly firstMs: Spread;
  /** The second: reading, checking and resolving the definitions. */
  readonly loadMs: Spread;
  /** The second: finding that nothing is to do. */
  readonly renderMs: Spread;
}

/** Renders a fleet in every way, each run next to a copy of its tree. */
export function measureRenders(
  size: FleetSize,
  medium: Medium,
  runs: number,
  say: (message: string) => void,
): FleetFigures {
  const workspace = new FleetWorkspace(medium.directory, size);
  try {
    const samples: Record<Job, Sample[]> = {
      cold: [],
      'cp -r': [],
      unchanged: [],
      'release, one cluster': [],
      'definition, one cluster': [],
      'definition, all clusters': [],
    };
    const inProcess: ReturnType<typeof renderTwice>[] = [];
    let objects = 0;
    for (let run = 1; run <= runs; run += 1) {
      const measure = (job: Job, measured: () => Sample): void => {
        medium.settle();
        const sample = measured();
        say(`${size.clusters} × ${size.apps} on ${medium.name}, run ${run}: ${job} ${Math.round(sample.wallMs)} ms`);
        samples[job].push(sample);
      };
      const render = (job: Job, written: number | 'all', ...clusters: readonly string[]): void => {
        measure(job, () => {
          const done = espalierRender(workspace, ...clusters);
          checkWritten(job, done, written);
          if (job === 'cold') objects = done.objects;
          return done.sample;
        });
      };
      workspace.reset();
      render('cold', 'all');
      measure('cp -r', () => copyTree(workspace.tree));
      render('unchanged', 0);
      medium.settle();
      inProcess.push(renderTwice(workspace));
      workspace.release(`1.${run}.0`);
      render('release, one cluster', 1, clusterName(1));
      // So that all clusters have the release, and what follows is the change of one app alone.
      espalierRender(workspace);
      workspace.define(`${run}-one`);
      render('definition, one cluster', 1, clusterName(1));
      workspace.define(`${run}-all`);
      render('definition, all clusters', size.clusters);
    }
    return {
      size,
      objects,
      jobs: {
        cold: summarize(samples.cold),
        'cp -r': summarize(samples['cp -r']),
        unchanged: summarize(samples.unchanged),
        'release, one cluster': summarize(samples['release, one cluster']),
        'definition, one cluster': summarize(samples['definition, one cluster']),
        'definition, all clusters': summarize(samples['definition, all clusters']),
      },
      inProcess: {
        startUpMs: spreadOf(inProcess.map(({ startUpMs }) => startUpMs)),
        firstMs: spreadOf(inProcess.map(({ firstMs }) => firstMs)),
        loadMs: spreadOf(inProcess.map(({ loadMs }) => loadMs)),
        renderMs: spreadOf(inProcess.map(({ renderMs }) => renderMs)),
      },
    };
  } finally {
    workspace.remove();
  }
}

/** Figures of a render that did something else than it should would mean nothing. */
function checkWritten(job: Job, { written, objects }: RenderRun, expected: number | 'all'): void {
  const isRight = expected === 'all' ? written >= objects && objects > 0 : written === expected;
  if (!isRight) throw new Error(`The render '${job}' wrote ${written} files of ${objects} objects.`);
}

function renderTwice(workspace: FleetWorkspace): Readonly<Record<keyof InProcessFigures, number>> {
  const figures = parseJson(runModule(join(import.meta.dirname, 'in-process.ts'), [], workspace.root).output);
  return {
    startUpMs: numberOf(figures, 'startUpMs'),
    firstMs: numberOf(figures, 'firstMs'),
    loadMs: numberOf(figures, 'loadMs'),
    renderMs: numberOf(figures, 'renderMs'),
  };
}
