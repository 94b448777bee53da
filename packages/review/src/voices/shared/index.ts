export { diffOf, fieldLine, textDiffOf, valueText, type FieldLine } from './fields.ts';
export { sectionsOf, type Section } from './sections.ts';
export { deletes, marks, noiseText, restartText, saysNothing, verdict } from './verdict.ts';
export { counted, cut, listed, visible, visibleLine } from './visible.ts';
export { causesAt, countedPlaces, inPlaces, namesAt, placesAt } from './where.ts';
