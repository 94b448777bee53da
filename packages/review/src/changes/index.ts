export { goneBy, type Action, type Change } from './change.ts';
export { changesBetween } from './changes-between.ts';
export { neighbour, podsOf, restartOf, type Restart } from './restarts.ts';
