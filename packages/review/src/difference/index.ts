export { canonical, compareValues } from './compare-values.ts';
export { noiseKinds, type Difference, type FieldChange, type Noise, type NoiseKind } from './field-change.ts';
export { mergeKeys } from './list-keys.ts';
export { withoutWords } from './without-words.ts';
