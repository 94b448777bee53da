export { groupChanges, groupRisks } from './groups.ts';
export { placesOf } from './places.ts';
export type { ChangeGroup, NoiseSummary, Occurrence, PlaceSummary, Review, RiskGroup } from './review.ts';
export { reviewTrees, type ReviewOptions } from './review-trees.ts';
