const upTo24 = 'large xlarge 2xlarge 4xlarge 12xlarge 24xlarge';
const upTo16 = 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge';
const burstable = 'micro small medium';

/**
 * Sizes by family of the node types that ElastiCache has for Valkey. Types with data tiering are omitted, since they
 * need other parameters.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
 */
const families: Readonly<Record<string, string>> = {
  c7gn: upTo16,
  m5: upTo24,
  m6g: upTo16,
  m7g: upTo16,
  r5: upTo24,
  r6g: upTo16,
  r7g: upTo16,
  t3: burstable,
  t4g: burstable,
};

/** Node types of ElastiCache for Valkey, such as `cache.t4g.small`. */
export const cacheNodeTypes: readonly string[] = Object.entries(families).flatMap(([family, sizes]) =>
  sizes.split(' ').map((size) => `cache.${family}.${size}`),
);

/** Versions of Valkey, as ElastiCache names them. */
export const valkeyVersions = ['7.2', '8.0'] as const;
