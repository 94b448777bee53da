export { inferDependencies } from './dependencies.ts';
export { inferProjects } from './projects.ts';
