export { accountBootstrap, formatAccountBootstrap } from './account/account-bootstrap.ts';
export { bootstrapSteps, formatSteps } from './bootstrap.ts';
export { formatWaves, waves } from './order.ts';
export { formatSecrets, secretsToFill } from './secrets.ts';
export * from './uninstall/index.ts';
