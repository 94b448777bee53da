export { Backups } from './backups.ts';
export { DataKey } from './data-key.ts';
export { Needs } from './needs.ts';
