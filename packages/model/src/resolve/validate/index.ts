export { reservedApplications } from './names.ts';
export type { ValidApp } from './validate-app.ts';
export { validateDefinitions, type ValidDefinitions } from './validate-definitions.ts';
