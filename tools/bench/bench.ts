import { availableParallelism, loadavg } from 'node:os';
import { measureLoads } from './loads/measure-loads.ts';
import { mediumOf } from './measure/medium.ts';
import { readOptions, type Options } from './options.ts';
import { measurePlans } from './plan/measure-plans.ts';
import { measureRenders } from './renders/measure-renders.ts';
import { barsOf } from './report/bars.ts';
import type { MediumFigures } from './report/figures.ts';
import { formatFigures } from './report/tables.ts';
import { measureReviews } from './reviews/measure-reviews.ts';
import { measureSynth } from './synth/measure-synth.ts';

const options = readOptions(process.argv.slice(2));
say(`Node ${process.version}, ${availableParallelism()} cores, ${load()} before the first run`);
const figures = measure(options);
say(`${load()} after the last run`);
const bars = figures.flatMap(barsOf);
process.stdout.write(
  options.json ? `${JSON.stringify({ figures, bars }, undefined, 2)}\n` : `\n${formatFigures(figures)}\n`,
);

function measure({ media, clusters, apps, runs, synth, plan }: Options): readonly MediumFigures[] {
  return media.flatMap((name) => {
    const medium = mediumOf(name);
    if (medium === undefined) {
      say(`There is no ${name} on this machine; nothing is measured on it.`);
      return [];
    }
    // Once for nothing, so that the first that counts does not read Node's modules from a cold disk.
    measureRenders({ clusters: 1, apps: 1 }, medium, 1, () => undefined);
    return [
      {
        medium: name,
        fleets: clusters.map((count) => measureRenders({ clusters: count, apps }, medium, runs, say)),
        synth: synth.map((asked) => measureSynth(asked, medium, runs, say)),
        reviews: clusters.map((count) => measureReviews({ clusters: count, apps }, medium, runs, say)),
        plans: plan.map((asked) => measurePlans(asked, medium, runs, say)),
        loads: measureLoads(medium),
      },
    ];
  });
}

/** Other work on the machine, which falsifies every time here. */
function load(): string {
  return `a load of ${loadavg()[0]?.toFixed(2) ?? '?'}`;
}

function say(message: string): void {
  process.stderr.write(`${message}\n`);
}
