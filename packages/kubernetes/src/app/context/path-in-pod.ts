import type { ResolvedApp, ResolvedContainer } from '@espalier/model';

/** A path of a container, told apart from the same path in the pod's other containers; plain for the main container. */
export function pathInPod(app: ResolvedApp, container: ResolvedContainer, path: string): string {
  return container === app.containers[0] ? path : `/${container.name}:${path}`;
}

/** Where a container stands in its app's definition, for messages. */
export function definitionPath(app: ResolvedApp, container: ResolvedContainer): string {
  return container === app.containers[0] ? 'container' : `sidecars.${container.name}`;
}
