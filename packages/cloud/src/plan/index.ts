export { capture, type CaptureOptions } from './capture.ts';
export { knownOutputs } from './known-outputs.ts';
export { planFiles } from './plan-files.ts';
export { unknownActionsOfNeeds } from '../iam-actions/index.ts';
export { typesBeyondApply } from './types-beyond-apply.ts';
export { planStacks } from './plan-stacks.ts';
export type { PlannedOptions, PlannedResource, StackPlan } from '@espalier/model';
export { loadOwnPrograms, type OwnPrograms } from '../own-programs/index.ts';
export type { Program } from '../program/index.ts';
