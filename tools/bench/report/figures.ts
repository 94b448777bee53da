import type { MediumName } from '../measure/medium.ts';
import type { FleetFigures } from '../renders/measure-renders.ts';
import type { SynthFigures } from '../synth/measure-synth.ts';

/** All that was measured on a medium. */
export interface MediumFigures {
  readonly medium: MediumName;
  /** From the smallest to the largest. */
  readonly fleets: readonly FleetFigures[];
  readonly synth: readonly SynthFigures[];
}
