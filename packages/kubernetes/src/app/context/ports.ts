import type { ResolvedApp, ResolvedContainer } from '@espalier/model';
import { appProblem } from './app-problem.ts';
import { definitionPath } from './path-in-pod.ts';

/** The number of a container's port by its name. */
export function portNumber(app: ResolvedApp, container: ResolvedContainer, name: string): number {
  const port = container.ports.find((candidate) => candidate.name === name)?.port;
  if (port !== undefined) return port;
  throw appProblem(app, {
    code: 'ESP3004',
    path: definitionPath(app, container),
    found: `Something refers to a port called '${name}', which the container does not have.`,
    expected: `A port of the container: ${container.ports.map((candidate) => candidate.name).join(', ') || 'it has none'}.`,
    remedy: "Set 'port', or add the port to 'ports'.",
  });
}

/** Containers of a pod share its address and its Service, so that port names and numbers must be unique in the pod. */
export function checkPorts(app: ResolvedApp): void {
  const taken = new Map<string | number, string>();
  for (const container of app.containers) {
    for (const { name, port } of container.ports) {
      for (const key of [name, port]) {
        const owner = taken.get(key);
        if (owner !== undefined) {
          throw appProblem(app, {
            code: 'ESP3005',
            path: definitionPath(app, container),
            found: `The port ${typeof key === 'number' ? String(key) : `'${key}'`} is also one of the container '${owner}'.`,
            expected: 'Different port names and numbers in all containers of the pod.',
            remedy: 'Give one of the two another name and number.',
          });
        }
      }
      taken.set(name, container.name).set(port, container.name);
    }
  }
}
