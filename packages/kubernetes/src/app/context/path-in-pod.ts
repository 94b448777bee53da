import type { ResolvedApp, ResolvedContainer } from '@espalier/model';

/** A path of a container, unique in the pod: for sidecars, it begins with the container's name. */
export function pathInPod(app: ResolvedApp, container: ResolvedContainer, path: string): string {
  return container === app.containers[0] ? path : `/${container.name}:${path}`;
}

/** The path of a container in its app's definition, for messages. */
export function definitionPath(app: ResolvedApp, container: ResolvedContainer): string {
  return container === app.containers[0] ? 'container' : `sidecars.${container.name}`;
}
