/** Images of the Job that creates a database's user, from Amazon's public registry, which needs no credentials. */

/** Reads the master password from Secrets Manager. */
export const awsCliImage = 'public.ecr.aws/aws-cli/aws-cli:2.37.1';

/**
 * Contains `psql`, which supports servers of its own and earlier major versions. The statements here also work on later
 * ones. The Debian variant, because its `perl` reads JSON.
 */
export const psqlImage = 'public.ecr.aws/docker/library/postgres:17.6-bookworm';
