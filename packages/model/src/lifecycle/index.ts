export { kubernetesSupport, type KubernetesSupport } from './kubernetes-support.ts';
export { refusalsOf } from './refusals.ts';
export { warningsOf } from './warnings.ts';
