export { contract } from './contract/contract.ts';
export type * from './evidence/evidence.ts';
export { objectProblems, type HandWrittenObject } from './objects/index.ts';
export { readEvidence } from './evidence/read-evidence.ts';
