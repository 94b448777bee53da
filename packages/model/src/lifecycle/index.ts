export { kubernetesSupport, type KubernetesSupport } from './kubernetes-support.ts';
export { refusalsOf } from './refused-versions.ts';
export { warningsOf } from './warnings.ts';
