export { databaseUserJob, type JobPlace } from './database-user-job.ts';
export { databaseUserAccounts } from './database-user.ts';
