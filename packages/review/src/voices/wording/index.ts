export { diffOf, fieldLine, textDiffOf, valueText, type FieldLine } from './field-line.ts';
export { sectionsOf, type Section } from './sections-of-changes.ts';
export { deletes, marks, noiseText, restartText, saysNothing, verdict } from './verdict.ts';
export { counted, cut, listed, visible, visibleLine } from './visible-text.ts';
export { causesAt, countedPlaces, inPlaces, namesAt, placesAt } from './occurrences.ts';
