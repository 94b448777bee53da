export { codeOwners, codeOwnersFile } from './code-owners.ts';
export { gitAttributes } from './git-attributes.ts';
export { workflowFiles, workflowsFolder } from './workflow-files.ts';
export { marker } from './yaml.ts';
