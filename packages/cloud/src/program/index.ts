export type { AppCloud, AppProgram } from './app-cloud.ts';
export { run } from './run.ts';
