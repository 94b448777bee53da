/**
 * The regions of the partition `aws`, with ARNs that start with `arn:aws:`. The functions for names support no other
 * partition.
 *
 * @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 */
export const regions = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
] as const;

/** Prefixes of the regions of other partitions, longest first. */
const otherPartitions = {
  'us-gov-': 'aws-us-gov',
  'us-isob-': 'aws-iso-b',
  'us-isof-': 'aws-iso-f',
  'eu-isoe-': 'aws-iso-e',
  'us-iso-': 'aws-iso',
  'eusc-': 'aws-eusc',
  'cn-': 'aws-cn',
} as const;

/** The partition of a region; `undefined` if unknown. */
export function partitionOf(region: string): string | undefined {
  if (regions.some((known) => known === region)) return 'aws';
  return Object.entries(otherPartitions).find(([prefix]) => region.startsWith(prefix))?.[1];
}
