export {
  changedClaims,
  refusedChanges,
  type ChangedObject,
  type ChangedValues,
  type Refusal,
} from './refused/index.ts';
