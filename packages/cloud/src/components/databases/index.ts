export { DatabaseAccess } from './database-access.ts';
export { Databases } from './databases.ts';
