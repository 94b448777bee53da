export { compared, type Revisions } from './compared.ts';
export { historyIsRewritten } from './history.ts';
export { previewedReplacements } from './previews.ts';
