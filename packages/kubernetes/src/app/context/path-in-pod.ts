import type { ResolvedApp, ResolvedContainer } from '@espalier/model';

/** A path of a container, unique among the pod's containers: it begins with the container's name, but for the main one. */
export function pathInPod(app: ResolvedApp, container: ResolvedContainer, path: string): string {
  return container === app.containers[0] ? path : `/${container.name}:${path}`;
}

/** Where a container stands in its app's definition, for messages. */
export function definitionPath(app: ResolvedApp, container: ResolvedContainer): string {
  return container === app.containers[0] ? 'container' : `sidecars.${container.name}`;
}
