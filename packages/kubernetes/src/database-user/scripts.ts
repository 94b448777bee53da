/** Directory in memory that the two containers share, and the home of what the AWS CLI remembers. */
export const memory = '/memory';

/** Keeps the master secret, which is JSON, in memory. Nothing of it is printed. */
export const fetchScript = `umask 077
aws secretsmanager get-secret-value --secret-id "$MASTER_SECRET_ARN" \\
  --query SecretString --output text > ${memory}/master.json
`;

/**
 * Creates the user that the app's pods log in as, and grants it what an app needs of a database that is its own. It may
 * run any number of times, and in two clusters at once: the one that loses is retried.
 *
 * - Names reach SQL as variables of psql, which quotes them.
 * - The master user must not become a member of the app's user, as a change of owner would take: whoever is a member of
 *   \`rds_iam\`, be it through another role, cannot log in with a password any more.
 *   https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/database-authentication.html
 * - The connection is encrypted. The server's certificate is not checked, since images do not know the authority of RDS;
 *   the network policy and the security group leave no other server on the way.
 */
export const createScript = `master() {
  perl -MJSON::PP -0777 -ne 'print decode_json($_)->{$ENV{KEY}}' ${memory}/master.json
}
PGUSER=$(KEY=username master)
PGPASSWORD=$(KEY=password master)
export PGUSER PGPASSWORD
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set "app_user=$APP_USER" <<'SQL'
SELECT format('CREATE ROLE %I LOGIN', :'app_user')
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = :'app_user') \\gexec
GRANT rds_iam TO :"app_user";
GRANT CONNECT, CREATE, TEMPORARY ON DATABASE :"DBNAME" TO :"app_user";
GRANT USAGE, CREATE ON SCHEMA public TO :"app_user";
SQL
echo "The user $APP_USER may log in to $PGDATABASE on $PGHOST."
`;
