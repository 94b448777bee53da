export { capture, type CaptureOptions } from './capture.ts';
export type * from './planned-resource.ts';
export type { Program } from './monitor.ts';
