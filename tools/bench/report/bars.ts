import type { LoadFigures } from '../loads/measure-loads.ts';
import type { PlanFigures } from '../plan/measure-plans.ts';
import type { FleetFigures } from '../renders/measure-renders.ts';
import type { ReviewFigures } from '../reviews/measure-reviews.ts';
import type { SynthFigures } from '../synth/measure-synth.ts';
import type { MediumFigures } from './figures.ts';

/** Something that is promised, and what was measured of it. */
export interface Bar {
  readonly what: string;
  readonly bar: string;
  readonly measured: string;
  /** `too small` where the bar is stated for a larger size than was measured, so that the figure cannot decide it. */
  readonly verdict: 'holds' | 'missed' | 'too small';
}

/** The fleet for which the bars of renders are stated. */
const statedFor = { clusters: 100, apps: 100 };

/**
 * The bars of renders at the largest fleet that was measured, of the comparison with cdk8s, of plans and of loaded modules.
 */
export function barsOf({ medium, fleets, synth, reviews, plans, loads }: MediumFigures): readonly Bar[] {
  const largest = fleets.at(-1);
  return [
    ...(largest === undefined ? [] : rendersOf(largest)),
    ...synth.flatMap((figures) => synthOf(figures)),
    ...reviewsOf(reviews),
    ...plansOf(plans),
    ...loadsOf(loads),
  ].map((bar) => ({ ...bar, what: `${medium}: ${bar.what}` }));
}

function rendersOf({ size, jobs }: FleetFigures): readonly Bar[] {
  const at = `${size.clusters} × ${size.apps}`;
  const ratio = jobs.cold.wallMs.median / jobs['cp -r'].wallMs.median;
  const bars = [
    atMost(`cold render of ${at}, over cp -r of its tree`, ratio, 5, '×'),
    atMost(`the same, stretch`, ratio, 2, '×'),
    atMost(`cold render of ${at}, peak memory`, jobs.cold.peakMiB ?? NaN, 1024, ' MiB'),
    // Stated for built packages; what is measured here runs from source, so a bar that holds here holds there too.
    atMost(`unchanged ${at}, whole process`, jobs.unchanged.wallMs.median / 1000, 1.2, ' s'),
    ...(['release, one cluster', 'definition, one cluster'] as const).map((job) =>
      atMost(`one app changed in ${at} (${job}), whole process`, jobs[job].wallMs.median / 1000, 1, ' s'),
    ),
  ];
  if (size.clusters >= statedFor.clusters && size.apps >= statedFor.apps) return bars;
  return bars.map((bar) => ({ ...bar, verdict: 'too small' }));
}

function synthOf({ asked, objects, espalier, cdk8s }: SynthFigures): readonly Bar[] {
  const bar = { 3_000: 3, 30_000: 20 }[asked];
  if (bar === undefined) return [];
  const ratio = (cdk8s['as it comes']?.milliseconds.median ?? Infinity) / espalier.milliseconds.median;
  return [
    {
      what: `App.synth over Espalier at ${objects} objects`,
      bar: `≥ ${bar}×`,
      measured: Number.isFinite(ratio) ? `${ratio.toFixed(1)}×` : 'more than ten minutes',
      verdict: ratio >= bar ? 'holds' : 'missed',
    },
  ];
}

/** Stated for one app that changes in all clusters of a hundred. */
function reviewsOf(reviews: readonly ReviewFigures[]): readonly Bar[] {
  const largest = reviews.at(-1);
  if (largest === undefined) return [];
  const { size, changed, jobs } = largest;
  const bars = (['review', 'review, working tree'] as const).map((job) =>
    atMost(
      `${job} of one app changed in all of ${size.clusters} × ${size.apps} (${changed} files), whole process`,
      jobs[job].wallMs.median / 1000,
      3,
      ' s',
    ),
  );
  if (size.clusters >= statedFor.clusters && size.apps >= statedFor.apps) return bars;
  return bars.map((bar) => ({ ...bar, verdict: 'too small' }));
}

/** The bar is for a thousand resources; the plan that comes closest to them stands for it. */
function plansOf(plans: readonly PlanFigures[]): readonly Bar[] {
  const [closest] = [...plans].sort((one, other) => offThousand(one) - offThousand(other));
  if (closest === undefined || offThousand(closest) > 100) return [];
  const { resources, jobs } = closest;
  return (['plan', 'plan, written'] as const).map((job) =>
    atMost(`plan of ${resources} resources (${job}), whole process`, jobs[job].wallMs.median / 1000, 4, ' s'),
  );
}

function offThousand({ resources }: PlanFigures): number {
  return Math.abs(resources - 1000);
}

function loadsOf({ pulumiInRender, cdk8sInPlan }: LoadFigures): readonly Bar[] {
  return [
    atMost('modules of @pulumi that a render loads', pulumiInRender, 0, ''),
    atMost('modules of cdk8s that a plan loads', cdk8sInPlan, 0, ''),
  ];
}

function atMost(what: string, value: number, bar: number, unit: string): Bar {
  const digits = value >= 100 || unit === '' ? 0 : 2;
  return {
    what,
    bar: `≤ ${bar}${unit}`,
    measured: `${value.toFixed(digits)}${unit}`,
    verdict: value <= bar ? 'holds' : 'missed',
  };
}
