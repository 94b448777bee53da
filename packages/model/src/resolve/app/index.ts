export { callablePorts } from './callable-ports.ts';
export { resolveDeployments } from './deployments.ts';
export type { Deployments } from './host-rules.ts';
