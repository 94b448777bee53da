export { checkEach, problemsOf, together, type Checked } from './checked.ts';
export { closest, didYouMean, listOf } from './closest.ts';
export { itemNamed } from './item-named.ts';
export { once } from './once.ts';
export { formatPath, listAt, show, valueAt } from './path.ts';
export { formatProblem, ProblemsError, type Problem } from './problem.ts';
export { validate } from './schema-problems.ts';
export { unknownReference, withReferences } from './unknown-reference.ts';
export { placeOf, undeclaredName } from './thrown.ts';
