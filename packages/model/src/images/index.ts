export { directRegistries, type DirectRegistry } from './direct-registries.ts';
export { imageReference, type ImageReference } from './image-reference.ts';
export { upstreams, type Upstream } from './upstreams.ts';
