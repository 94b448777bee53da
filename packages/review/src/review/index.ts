export type { ChangeGroup, NoiseSummary, Occurrence, PlaceSummary, Review, RiskGroup } from './review.ts';
export { reviewTrees, type ReviewOptions } from './review-trees.ts';
