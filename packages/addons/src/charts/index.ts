/** What several addons take as options and say in the values of their charts. */
export { acceptedOptions } from './accepted-options.ts';
export type { Gibibytes } from './gibibytes.ts';
export { keptCrds } from './kept-crds.ts';
export { splitImage } from './split-image.ts';
