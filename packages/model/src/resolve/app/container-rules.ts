import type { ContainerDefinition, ProbeDefinition } from '../../definition/container.ts';
import { didYouMean, listOf } from '../../problem/closest.ts';
import { formatPath } from '../../problem/path.ts';
import type { Problem } from '../../problem/problem.ts';
import { parseQuantity } from '../../schema-parts/quantity.ts';
import type { AppInEnvironment } from './app.ts';
import type { Port } from './callable-ports.ts';

/** What must hold of the containers of an app's pod: names, images, ports, and limits. */
export function containersAreSound({ file, name, definition }: AppInEnvironment): readonly Problem[] {
  const containers: readonly (readonly [readonly string[], string, ContainerDefinition])[] = [
    [['container'], name, definition.container],
    ...Object.entries(definition.sidecars ?? {}).map(
      ([sidecar, container]) => [['sidecars', sidecar], sidecar, container] as const,
    ),
  ];
  const problems: Problem[] = [];
  if (definition.sidecars !== undefined && Object.hasOwn(definition.sidecars, name)) {
    problems.push({
      code: 'ESP2235',
      file,
      path: formatPath(['sidecars', name]),
      found: `The main container is called '${name}' already, as the app is.`,
      expected: 'The containers of a pod have names of their own.',
      remedy: 'Rename the sidecar.',
    });
  }
  const ports = new Map<string | number, string>();
  for (const [path, containerName, container] of containers) {
    const at = (...rest: readonly PropertyKey[]): string => formatPath([...path, ...rest]);
    if (path[0] === 'sidecars' && container.image === undefined) {
      problems.push({
        code: 'ESP2004',
        file,
        path: at('image'),
        found: `The sidecar '${containerName}' names no image.`,
        expected: 'Only the main container takes its image from the release.',
        remedy: 'Add an image with a tag or digest.',
      });
    }
    const own = portsOf(container);
    for (const { name: portName, port: number } of own) {
      for (const key of [portName, number]) {
        const other = ports.get(key);
        if (other !== undefined) {
          problems.push({
            code: 'ESP2211',
            file,
            path: at('ports'),
            found: `Port ${typeof key === 'number' ? key : `name '${key}'`} is used twice in the pod, by '${other}' and '${containerName}'.`,
            expected: 'The containers of a pod share one network, and their ports one Service.',
            remedy: 'Choose another port or name.',
          });
        }
        ports.set(key, containerName);
      }
    }
    for (const [which, probe] of Object.entries<ProbeDefinition | undefined>({ ...container.probes })) {
      const port = typeof probe === 'string' ? 'http' : (probe?.port ?? 'http');
      const usesPort = typeof probe === 'string' || (probe !== undefined && probe.command === undefined);
      if (usesPort && !own.some(({ name: portName }) => portName === port)) {
        problems.push(unknownPort(file, at('probes', which), port, own));
      }
    }
    if (container.metrics !== undefined) {
      const port = typeof container.metrics === 'string' ? 'http' : container.metrics.port;
      if (!own.some(({ name: portName }) => portName === port))
        problems.push(unknownPort(file, at('metrics'), port, own));
    }
    const { cpu, cpuLimit, memory, memoryLimit } = container.resources;
    for (const [key, request, limit] of [
      ['cpuLimit', cpu, cpuLimit],
      ['memoryLimit', memory, memoryLimit],
    ] as const) {
      if (limit !== undefined && (parseQuantity(limit) ?? 0) < (parseQuantity(request) ?? 0)) {
        problems.push({
          code: 'ESP2001',
          file,
          path: at('resources', key),
          found: `Found '${limit}'.`,
          expected: `Expected at least what is requested, ${request}.`,
          remedy: 'Correct the value.',
        });
      }
    }
  }
  return problems;
}

/** Ports of a container; its main one is called `http`. */
export function portsOf(container: ContainerDefinition): readonly Port[] {
  return [
    ...(container.port === undefined ? [] : [{ name: 'http', port: container.port }]),
    ...Object.entries(container.ports ?? {}).map(([name, port]) => ({ name, port })),
  ];
}

/** Name of the port that metrics are scraped from. */
export function metricsPortOf({ metrics }: ContainerDefinition): string | undefined {
  return typeof metrics === 'string' ? 'http' : metrics?.port;
}

function unknownPort(file: string, path: string, port: string, own: readonly Port[]): Problem {
  return {
    code: 'ESP2212',
    file,
    path,
    found: `The container has no port named '${port}'.${didYouMean(
      port,
      own.map(({ name: known }) => known),
    )}`,
    expected: `Its ports: ${listOf(own.map(({ name: known }) => known))}.`,
    remedy: port === 'http' ? "Add 'port', or name another port." : "Correct the name, or add the port to 'ports'.",
  };
}
