/** A zone that a VPC has subnets in. */
export interface AvailabilityZone {
  /** `us-east-1a`. */
  readonly name: string;
  /** `a`: names what is in the zone. */
  readonly letter: string;
}

/** The zones of a region with these letters. */
export function availabilityZones(region: string, letters: readonly string[]): readonly AvailabilityZone[] {
  return letters.map((letter) => ({ name: `${region}${letter}`, letter }));
}
