export {
  environmentOutputs,
  isEnvironmentOutputs,
  type DatabaseOutputs,
  type EnvironmentOutputs,
} from './environment-outputs.ts';
export { holdsReference, idOfUrn, outputReference, stackOutputReference, urnOf } from './references.ts';
export { stackByName } from './stack-by-name.ts';
export { stackNotUp } from './stack-not-up.ts';
export { stacksOf, type Stack } from './stack.ts';
