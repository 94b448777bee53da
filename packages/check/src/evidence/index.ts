export type { Evidence, Manifest, PlanFile, Values } from './evidence.ts';
export { at, entriesAt, listAt, parseJson, textAt, textsIn } from './json.ts';
export { readEvidence } from './read-evidence.ts';
export { roleAnnotation, roleArnsOfAccounts } from './service-accounts.ts';
