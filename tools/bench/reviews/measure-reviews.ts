import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FleetSize } from '../fleet/fleet.ts';
import { FleetWorkspace } from '../fleet/workspace.ts';
import { runModule } from '../measure/child.ts';
import { runProgram } from '../measure/program.ts';
import type { Medium } from '../measure/medium.ts';
import { summarize, type Sample, type Samples } from '../measure/sample.ts';
import { espalierRender } from '../renders/espalier.ts';

/** What is measured of one app that changed in all clusters; the peers read the same files. */
export const reviewJobs = ['review', 'review, working tree', 'git diff', 'diff -ru'] as const;
export type ReviewJob = (typeof reviewJobs)[number];

/** Reviews of a change in a fleet. */
export interface ReviewFigures {
  readonly size: FleetSize;
  /** Rendered files that differ. */
  readonly changed: number;
  readonly jobs: Readonly<Record<ReviewJob, Samples>>;
}

const cli = join(import.meta.dirname, '../../../packages/nx/src/cli.ts');

/** Reviews one app that changed in all clusters of a fleet, next to what shows the same change as text. */
export function measureReviews(
  size: FleetSize,
  medium: Medium,
  runs: number,
  say: (message: string) => void,
): ReviewFigures {
  const workspace = new FleetWorkspace(medium.directory, size);
  const sides = `${workspace.root}-sides`;
  try {
    const git = (...args: readonly string[]): string =>
      execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', ...args], {
        cwd: workspace.root,
        encoding: 'utf8',
        maxBuffer: 1024 * 1024 * 1024,
      });
    const commit = (): void => {
      git('add', '--all', '--', 'apps', 'clusters', 'package.json');
      git('commit', '--quiet', '--message', 'x');
    };
    espalierRender(workspace);
    git('init', '--quiet', '--initial-branch=main');
    commit();
    workspace.define('changed');
    espalierRender(workspace);
    commit();
    const files = git('diff', '--name-only', 'HEAD~1', 'HEAD', '--', 'clusters')
      .split('\n')
      .filter((file) => file.endsWith('.yaml'));
    copySides(workspace.root, sides, files, git);
    const samples: Record<ReviewJob, Sample[]> = {
      review: [],
      'review, working tree': [],
      'git diff': [],
      'diff -ru': [],
    };
    for (let run = 1; run <= runs; run += 1) {
      const measure = (job: ReviewJob, measured: () => Sample): void => {
        medium.settle();
        const sample = measured();
        say(
          `review of ${size.clusters} × ${size.apps} on ${medium.name}, run ${run}: ${job} ${Math.round(sample.wallMs)} ms`,
        );
        samples[job].push(sample);
      };
      measure('review', () => runModule(cli, ['review', '--base', 'HEAD~1', '--head', 'HEAD'], workspace.root).sample);
      measure('review, working tree', () => runModule(cli, ['review', '--base', 'HEAD~1'], workspace.root).sample);
      measure('git diff', () => runProgram('git', ['diff', 'HEAD~1', 'HEAD', '--', 'clusters'], workspace.root));
      measure('diff -ru', () => runProgram('diff', ['-ru', 'base', 'head'], sides));
    }
    return {
      size,
      changed: files.length,
      jobs: {
        review: summarize(samples.review),
        'review, working tree': summarize(samples['review, working tree']),
        'git diff': summarize(samples['git diff']),
        'diff -ru': summarize(samples['diff -ru']),
      },
    };
  } finally {
    workspace.remove();
    rmSync(sides, { recursive: true, force: true });
  }
}

/** The files that differ, as they are on both sides, for a tool that compares folders. */
function copySides(
  root: string,
  sides: string,
  files: readonly string[],
  git: (...args: readonly string[]) => string,
): void {
  for (const [side, revision] of [
    ['head', 'HEAD'],
    ['base', 'HEAD~1'],
  ] as const) {
    git('checkout', '--quiet', revision, '--', 'clusters');
    for (const file of files) {
      const to = join(sides, side, file);
      mkdirSync(dirname(to), { recursive: true });
      cpSync(join(root, file), to);
    }
  }
  git('checkout', '--quiet', 'HEAD', '--', 'clusters');
}
