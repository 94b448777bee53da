/** Directory in memory that both containers share, and the home directory of the AWS CLI. */
export const memory = '/memory';

/** Writes the master secret, which is JSON, to memory. It prints nothing. */
export const fetchScript = `umask 077
aws secretsmanager get-secret-value --secret-id "$MASTER_SECRET_ARN" \\
  --query SecretString --output text > ${memory}/master.json
`;

/**
 * Creates the user for the app's pods, and grants it what an app needs in its own database. It may run any number of
 * times, also in two clusters at once: the one that fails is retried.
 *
 * - Names reach SQL as variables of psql, which quotes them.
 * - The master user must not become a member of the app's user, which a change of owner would need: a member of
 * \`rds_iam\`, also through another role, can no longer log in with a password.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/database-authentication.html
 * - The connection is encrypted. The server's certificate is not checked, since images do not have the CA of RDS. The
 * network policy and the security group allow no other server.
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
