export { chartVersionsAreUsed, pinnedChart } from './chart-versions.ts';
export { overlay } from './overlay.ts';
export { overlaysAreUsed } from './overlays-are-used.ts';
