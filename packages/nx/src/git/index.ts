export { git } from './git.ts';
export { Uncommitted } from './uncommitted.ts';
