export { contract } from './contract/contract.ts';
export { readEvidence, type Evidence, type Manifest, type PlanFile, type Values } from './evidence/index.ts';
export { objectProblems, type HandWrittenObject } from './objects/index.ts';
