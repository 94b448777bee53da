export type * from './resolved-addon.ts';
export type * from './resolved-app.ts';
export type * from './resolved-application.ts';
export type * from './resolved-identity.ts';
export type * from './resolved-path.ts';
export type * from './resolved-platform.ts';
