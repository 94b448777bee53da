export { pathsOpened } from './paths-opened.ts';
export { publicExposure } from './public-exposure.ts';
