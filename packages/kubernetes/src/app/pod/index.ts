export { targetAnnotations } from './draining.ts';
export { podTemplate } from './pod.ts';
