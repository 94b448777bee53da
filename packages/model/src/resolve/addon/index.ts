export { endpointOf } from './addon-context.ts';
export { addonPath } from './addon-place.ts';
export { resolveAddon } from './addon.ts';
export { ingressClassOf } from './ingress-class.ts';
export { inAddonFiles } from './own-addon.ts';
