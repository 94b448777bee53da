export {
  changedClaims,
  refusedChanges,
  type ChangedObject,
  type ChangedValues,
  type Refusal,
} from './refused/index.ts';
export { refusedInAws, type ChangedResource, type PlannedDocument, type RefusalInAws } from './refused-in-aws/index.ts';
