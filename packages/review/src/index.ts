export {
  changedClaims,
  refusedChanges,
  type ChangedObject,
  type ChangedValues,
  type Refusal,
} from './refused/index.ts';
export { refusedInAws, type ChangedResource, type PlannedDocument, type RefusalInAws } from './refused-in-aws/index.ts';
export {
  compareDirectories,
  compareInMemory,
  compareRevisions,
  readBlobs,
  workingTree,
  type Comparison,
  type Files,
} from './comparison/index.ts';
export { placeOf, subjectName, type Subject } from './documents/index.ts';
export {
  reviewTrees,
  type ChangeGroup,
  type Occurrence,
  type PlaceSummary,
  type Review,
  type ReviewOptions,
  type RiskGroup,
} from './review/index.ts';
export { severities, type RiskRule, type Severity, type StatefulFacts } from './risk-rule/index.ts';
export { riskRules } from './risks/index.ts';
export {
  acknowledgementsIn,
  budgetRisks,
  gate,
  type Acknowledgement,
  type GatedRisk,
  type GateResult,
} from './gate/index.ts';
export {
  htmlOf,
  joinReviews,
  jsonOf,
  markdownOf,
  readReview,
  sarifOf,
  terminalOf,
  type MarkdownOptions,
  type SarifOptions,
  type TerminalOptions,
} from './voices/index.ts';
