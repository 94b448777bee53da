export { accountByName, clusterByName } from './by-name.ts';
export { mainBranch } from './main-branch.ts';
export { isoDay } from './iso-day.ts';
export { collidingNames, projectsOf, type NamedProject } from './project-names.ts';
export { bootstrapFolder, workspacePaths } from './workspace-paths.ts';
