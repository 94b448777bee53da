/** Options and chart values that several addons share. */
export { acceptedOptions } from './accepted-options.ts';
export type { Gibibytes } from './gibibytes.ts';
export { keptCrds } from './kept-crds.ts';
export { splitImage } from './split-image.ts';
