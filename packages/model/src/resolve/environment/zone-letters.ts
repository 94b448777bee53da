import type { NetworkDefinition } from '../../definition/index.ts';

/**
 * Letters of the zones that new accounts get, if they are not `a`, `b`, `c`.
 *
 * @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
 */
const letters: Readonly<Record<string, readonly string[]>> = {
  'ap-northeast-1': ['a', 'c', 'd'],
  'ca-central-1': ['a', 'b', 'd'],
};

/**
 * The zones of a region by their letters, without a call to AWS: the given number of first zones, or the named ones.
 */
export function zoneLettersOf(zones: NonNullable<NetworkDefinition['zones']>, region: string): readonly string[] {
  return typeof zones === 'number' ? (letters[region] ?? ['a', 'b', 'c']).slice(0, zones) : zones;
}
