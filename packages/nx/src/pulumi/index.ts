export { importResource } from './import-resource.ts';
export { checkProjectFile } from './project-file.ts';
export { recover } from './recover.ts';
export { runPulumi } from './run-pulumi.ts';
export { ensureStackFile } from './stack-file.ts';
