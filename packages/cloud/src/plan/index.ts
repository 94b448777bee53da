export { capture, type CaptureOptions } from './capture.ts';
export { planFiles } from './plan-files.ts';
export type * from './planned-resource.ts';
export { loadOwnPrograms, type OwnPrograms } from '../program/own-programs.ts';
export type { Program } from './monitor.ts';
