import type { LoadFigures } from '../loads/measure-loads.ts';
import type { MediumName } from '../measure/medium.ts';
import type { PlanFigures } from '../plan/measure-plans.ts';
import type { FleetFigures } from '../renders/measure-renders.ts';
import type { ReviewFigures } from '../reviews/measure-reviews.ts';
import type { SynthFigures } from '../synth/measure-synth.ts';

/** All that was measured on a medium. */
export interface MediumFigures {
  readonly medium: MediumName;
  /** From the smallest to the largest. */
  readonly fleets: readonly FleetFigures[];
  readonly synth: readonly SynthFigures[];
  /** From the smallest fleet to the largest. */
  readonly reviews: readonly ReviewFigures[];
  /** From the smallest to the largest. */
  readonly plans: readonly PlanFigures[];
  readonly loads: LoadFigures;
}
