/** A zone that a VPC has subnets in. */
export interface AvailabilityZone {
  /** `us-east-1a`. */
  readonly name: string;
  /** `a`: names what is in the zone. */
  readonly letter: string;
}

/**
 * Letters of the zones that accounts get, where they are not `a`, `b`, `c`.
 *
 * @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
 */
const letters: Readonly<Record<string, readonly string[]>> = {
  'ap-northeast-1': ['a', 'c', 'd'],
  'ca-central-1': ['a', 'b', 'd'],
};

/**
 * The first zones of a region: by their letters, so that nobody has to ask AWS.
 *
 * In accounts from before November 2025 the letters of the oldest regions stand for other zones in each account. There
 * one of the first may be a zone that EKS puts no control plane in, such as `use1-az3`, and creating the cluster fails.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html#network-requirements-subnets
 */
export function availabilityZones(region: string, count: 2 | 3): readonly AvailabilityZone[] {
  return (letters[region] ?? ['a', 'b', 'c']).slice(0, count).map((letter) => ({ name: `${region}${letter}`, letter }));
}
