export type { AppCloud, AppProgram } from './app-cloud.ts';
export { loadOwnPrograms, ownProgramFile, type OutputPaths, type OwnPrograms } from './own-programs.ts';
