export { addsNothing, ownObjects } from './own-objects.ts';
