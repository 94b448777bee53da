export { deletedInAws } from './deleted-in-aws.ts';
export { deletedState } from './deleted-state.ts';
export { manyDeletions } from './many-deletions.ts';
export { protectionTakenAway } from './protection-taken-away.ts';
export { refusedByAws } from './refused-by-aws.ts';
export { refusedByKubernetes } from './refused-by-kubernetes.ts';
export { replacedInAws } from './replaced-in-aws.ts';
