export { addonApplication } from './addon-application.ts';
export { hasCompanionObjects } from './companion-objects.ts';
