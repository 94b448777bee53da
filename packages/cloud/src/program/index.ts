export type { AppCloud, AppProgram } from '../own-programs/index.ts';
export { run } from './run.ts';
export { stackProgram, type Program } from './stack-program.ts';
