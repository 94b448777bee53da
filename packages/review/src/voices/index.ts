export { joinReviews } from './join.ts';
export { jsonOf, readReview } from './json.ts';
export { sarifOf, type SarifOptions } from './sarif.ts';
