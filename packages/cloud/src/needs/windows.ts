/**
 * When what happens to databases by itself happens, in UTC: before people in Europe and after people in America work.
 *
 * RDS would choose the hours of its own backup and of maintenance by chance, and AWS Backup starts no copy of a database
 * that is being backed up or maintained, or will be within the hour. So that every day has its copy, they are kept apart.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
 */
export const windows = {
  /** RDS's own backup, from which it restores to any second. */
  databaseBackup: '03:00-03:30',
  /** AWS Backup's copy, which starts within an hour. */
  dailyCopy: 'cron(0 5 * * ? *)',
  /** Versions, and whatever else makes a database pause. */
  databaseMaintenance: 'sun:09:00-sun:10:00',
};
