/** What the Job that creates a database's user runs, by Amazon's public registry, whose copies need no credentials. */

/** Asks Secrets Manager for the master password. */
export const awsCliImage = 'public.ecr.aws/aws-cli/aws-cli:2.37.1';

/**
 * Brings `psql`, which talks to servers of its own major version and of all before, and for the statements here to those
 * after it as well. Debian's, because its `perl` reads JSON.
 */
export const psqlImage = 'public.ecr.aws/docker/library/postgres:17.6-bookworm';
