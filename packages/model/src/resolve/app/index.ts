export type { Deployments } from './app.ts';
export { callablePorts } from './callable-ports.ts';
export { resolveDeployments } from './deployments.ts';
