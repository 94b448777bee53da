import Table from 'cli-table3';
import { growthExponent } from '../measure/growth.ts';
import type { Spread } from '../measure/sample.ts';
import { planJobs, type PlanFigures } from '../plan/measure-plans.ts';
import { jobs, type FleetFigures, type Job } from '../renders/measure-renders.ts';
import { reviewJobs, type ReviewFigures } from '../reviews/measure-reviews.ts';
import { layoutNames } from '../synth/layout.ts';
import type { SynthFigures } from '../synth/measure-synth.ts';
import { barsOf, type Bar } from './bars.ts';
import type { MediumFigures } from './figures.ts';

/** Everything that was measured, as tables for a terminal. */
export function formatFigures(figures: readonly MediumFigures[]): string {
  const sections = figures.flatMap(({ medium, fleets, synth, reviews, plans }) => [
    ...(fleets.length === 0
      ? []
      : [
          `Renders on ${medium} (median of whole processes, min–max in brackets)\n${rendersTable(fleets)}`,
          `Growth on ${medium}: time ~ objects^exponent\n${growthTable(fleets)}`,
          `An unchanged render on ${medium}, taken apart\n${inProcessTable(fleets)}`,
        ]),
    ...(synth.length === 0 ? [] : [`Compared with cdk8s on ${medium}, the same objects\n${synthTable(synth)}`]),
    ...(reviews.length === 0
      ? []
      : [`Reviews on ${medium}: one app changed in all clusters\n${reviewsTable(reviews)}`]),
    ...(plans.length === 0
      ? []
      : [
          `Plans on ${medium}, compared with the SDK's own monitor\n${plansTable(plans)}`,
          ...(plans.length === 1
            ? []
            : [`Growth of plans on ${medium}: time ~ resources^exponent\n${planGrowthTable(plans)}`]),
        ]),
  ]);
  return [...sections, `Bars\n${barsTable(figures)}`].join('\n\n');
}

function rendersTable(fleets: readonly FleetFigures[]): string {
  const table = tableOf(
    'clusters × apps',
    'objects',
    'run',
    'wall',
    'CPU',
    'peak',
    'objects/s',
    '× cp -r',
    'CPU × cp -r',
  );
  for (const { size, objects, jobs: figures } of fleets) {
    for (const job of jobs) {
      const { wallMs, cpuMs, peakMiB } = figures[job];
      table.push([
        `${size.clusters} × ${size.apps}`,
        objects,
        job,
        spread(wallMs),
        seconds(cpuMs.median),
        peakMiB === undefined ? '' : `${Math.round(peakMiB)} MiB`,
        ofAllObjects.has(job) ? Math.round((objects / wallMs.median) * 1000) : '',
        ...(job === 'cp -r'
          ? ['', '']
          : [ratio(wallMs, figures['cp -r'].wallMs), ratio(cpuMs, figures['cp -r'].cpuMs)]),
      ]);
    }
  }
  return table.toString();
}

/** Runs that look at every object of the fleet. */
const ofAllObjects: ReadonlySet<Job> = new Set<Job>(['cold', 'cp -r', 'unchanged', 'definition, all clusters']);

function growthTable(fleets: readonly FleetFigures[]): string {
  const names = fleets.map(({ size }) => size.clusters);
  const steps = [fleets.slice(-2), fleets].filter((some, index) => some.length > 1 && (index === 0 || some.length > 2));
  const table = tableOf(
    'run',
    ...steps.map((some) => `${names.at(-some.length) ?? ''} → ${names.at(-1) ?? ''} clusters`),
  );
  for (const job of jobs) {
    const exponents = steps.map((some) =>
      growthExponent(some.map(({ objects, jobs: figures }) => ({ size: objects, cost: figures[job].wallMs.median }))),
    );
    table.push([job, ...exponents.map((exponent) => exponent?.toFixed(2) ?? '')]);
  }
  return table.toString();
}

function inProcessTable(fleets: readonly FleetFigures[]): string {
  const table = tableOf('clusters × apps', 'start-up', 'first render', 'second: load', 'second: render', 'second');
  for (const { size, inProcess } of fleets) {
    const { startUpMs, firstMs, loadMs, renderMs } = inProcess;
    table.push([
      `${size.clusters} × ${size.apps}`,
      ...[startUpMs, firstMs, loadMs, renderMs].map(spread),
      seconds(loadMs.median + renderMs.median),
    ]);
  }
  return table.toString();
}

function synthTable(figures: readonly SynthFigures[]): string {
  const table = tableOf('objects', 'tool', 'time', 'ms/object', 'peak', '× Espalier');
  for (const { objects, espalier, cdk8s } of figures) {
    const tools = [
      ['Espalier', espalier] as const,
      ...layoutNames.map((layout) => [`App.synth, ${layout}`, cdk8s[layout]] as const),
    ];
    for (const [tool, of] of tools) {
      if (of === undefined) table.push([objects, tool, '> 10 min', '', '', '']);
      else
        table.push([
          objects,
          tool,
          spread(of.milliseconds),
          (of.milliseconds.median / objects).toFixed(3),
          `${Math.round(of.peakMiB)} MiB`,
          tool === 'Espalier' ? '' : ratio(of.milliseconds, espalier.milliseconds),
        ]);
    }
  }
  return table.toString();
}

function reviewsTable(reviews: readonly ReviewFigures[]): string {
  const table = tableOf('clusters × apps', 'changed files', 'run', 'wall', '× git diff', '× diff -ru');
  for (const { size, changed, jobs: figures } of reviews) {
    for (const job of reviewJobs) {
      const { wallMs } = figures[job];
      const ratios = [ratio(wallMs, figures['git diff'].wallMs), ratio(wallMs, figures['diff -ru'].wallMs)];
      table.push([`${size.clusters} × ${size.apps}`, changed, job, spread(wallMs), ...ratios]);
    }
  }
  return table.toString();
}

function plansTable(plans: readonly PlanFigures[]): string {
  const table = tableOf('resources', 'run', 'wall', 'CPU', 'peak', 'program alone', 'ms/resource', '× setMocks');
  for (const { resources, jobs: figures, programMs } of plans) {
    for (const job of planJobs) {
      const { wallMs, cpuMs, peakMiB } = figures[job];
      const program = job === 'plan' || job === 'setMocks' ? programMs[job] : undefined;
      table.push([
        resources,
        job,
        spread(wallMs),
        seconds(cpuMs.median),
        peakMiB === undefined ? '' : `${Math.round(peakMiB)} MiB`,
        program === undefined ? '' : spread(program),
        program === undefined ? '' : (program.median / resources).toFixed(2),
        job === 'plan' ? ratio(programMs.plan, programMs.setMocks) : '',
      ]);
    }
  }
  return table.toString();
}

function planGrowthTable(plans: readonly PlanFigures[]): string {
  const table = tableOf('', 'exponent');
  const exponent = (what: string, cost: (figures: PlanFigures) => number): void => {
    const found = growthExponent(plans.map((figures) => ({ size: figures.resources, cost: cost(figures) })));
    table.push([what, found?.toFixed(2) ?? '']);
  };
  for (const job of planJobs) exponent(job, ({ jobs: figures }) => figures[job].wallMs.median);
  for (const job of ['plan', 'setMocks'] as const) {
    exponent(`${job}, program alone`, ({ programMs }) => programMs[job].median);
  }
  return table.toString();
}

function barsTable(figures: readonly MediumFigures[]): string {
  const table = tableOf('what', 'bar', 'measured', '');
  const bars = figures.flatMap(barsOf);
  for (const { what, bar, measured, verdict } of bars) table.push([what, bar, measured, verdict]);
  const count = (verdict: Bar['verdict']): number => bars.filter((bar) => bar.verdict === verdict).length;
  const verdicts = `${count('holds')} hold, ${count('missed')} missed, ${count('too small')} measured at too small a size`;
  return `${table.toString()}\n${verdicts}`;
}

function tableOf(...head: readonly string[]): Table.Table {
  return new Table({ head: [...head], style: { head: [], border: [], compact: true } });
}

function ratio(one: Spread, other: Spread): string {
  return other.median > 0 ? `${(one.median / other.median).toFixed(2)}×` : '';
}

function spread({ median, min, max }: Spread): string {
  return min === max ? seconds(median) : `${seconds(median)} (${seconds(min)}–${seconds(max)})`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`;
}
