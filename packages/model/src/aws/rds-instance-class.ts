const upTo16 = 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge';
const upTo24 = `${upTo16} 24xlarge`;
const upTo32 = `${upTo24} 32xlarge`;
const upTo48 = `${upTo24} 48xlarge`;
const burstable = 'micro small medium large xlarge 2xlarge';

/**
 * Sizes by family of the instance classes that RDS has for PostgreSQL 13 and later. Classes of Multi-AZ clusters
 * (`c6gd`), of Aurora and of earlier versions are omitted. A test compares them with EC2's instance types.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Support.html
 */
const families: Readonly<Record<string, string>> = {
  t3: burstable,
  t4g: burstable,
  m5: upTo24,
  m5d: upTo24,
  m6g: upTo16,
  m6gd: upTo16,
  m6i: upTo32,
  m6id: upTo32,
  m6idn: upTo32,
  m6in: upTo32,
  m7g: upTo16,
  m7i: upTo48,
  m8a: upTo48,
  m8g: upTo48,
  m8gd: upTo48,
  m9g: upTo48,
  r5: upTo24,
  r5b: upTo24,
  r5d: upTo24,
  r6g: upTo16,
  r6gd: upTo16,
  r6i: upTo32,
  r6id: upTo32,
  r6idn: upTo32,
  r6in: upTo32,
  r7g: upTo16,
  r7i: upTo48,
  r8a: upTo48,
  r8g: upTo48,
  r8gd: upTo48,
  x2g: upTo16,
  x2iedn: 'xlarge 2xlarge 4xlarge 8xlarge 16xlarge 24xlarge 32xlarge',
};

/** Instance classes of RDS for PostgreSQL, such as `db.t4g.medium`. */
export const rdsInstanceClasses: readonly string[] = Object.entries(families).flatMap(([family, sizes]) =>
  sizes.split(' ').map((size) => `db.${family}.${size}`),
);

/** Major versions of PostgreSQL that RDS creates databases of. */
export const postgresVersions = ['13', '14', '15', '16', '17', '18'] as const;
