export { databaseUserAccounts, databaseUserJobs } from './database-user.ts';
