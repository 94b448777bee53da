export { coversPattern } from './pattern.ts';
export {
  policyDocument,
  type PolicyConditions,
  type PolicyDocument,
  type PolicyStatement,
  statementsIn,
} from './policy-statement.ts';
