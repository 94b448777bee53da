export type { Guide } from './guides.ts';
export type { GuardFlags } from './guard.ts';
export type { ReviewFlags } from './review.ts';

/** Each command is loaded when it runs: a render never loads what only a plan needs. */
export const commands = {
  contract: () => import('./contract.ts'),
  generate: () => import('./generate.ts'),
  guard: () => import('./guard.ts'),
  guides: () => import('./guides.ts'),
  merge: () => import('./merge.ts'),
  plan: () => import('./plan.ts'),
  render: () => import('./render.ts'),
  review: () => import('./review.ts'),
};
