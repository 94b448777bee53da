export { refusedChanges, type ChangedObject, type Refusal } from './refused/index.ts';
