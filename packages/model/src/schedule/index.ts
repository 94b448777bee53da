export { cron } from './cron.ts';
export { timeZone } from './time-zone.ts';
