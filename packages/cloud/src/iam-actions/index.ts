export { unknownActionsOfNeeds } from './actions-of-needs.ts';
export { actionsIn, unknownActionsOf } from './actions-of-plan.ts';
export { whyNoAction } from './iam-action.ts';
