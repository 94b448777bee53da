import type { ContainerDefinition, ProbeDefinition } from '../../definition/index.ts';
import { didYouMean, formatPath, listOf, type Problem } from '../../problem/index.ts';
import { parseQuantity } from '../../schema-parts/index.ts';
import type { AppInEnvironment } from './app.ts';
import type { Port } from './callable-ports.ts';

/** A container of an app's pod, with its place in the definition. */
interface Placed {
  readonly name: string;
  readonly container: ContainerDefinition;
  readonly isSidecar: boolean;
  /** The path of a field of the container. */
  readonly at: (...rest: readonly PropertyKey[]) => string;
}

/** Rules for each container, and for the containers of a pod together. */
const rules = [
  sidecarsDifferFromMain,
  sidecarsNameAnImage,
  portsDiffer,
  probesAndMetricsHavePorts,
  limitsHoldRequests,
] as const satisfies readonly ((containers: readonly Placed[], file: string) => readonly Problem[])[];

/** All problems of the containers of an app's pod: names, images, ports, and limits. */
export function containersAreSound({ file, name, definition }: AppInEnvironment): readonly Problem[] {
  const containers = [
    placed(name, definition.container, ['container']),
    ...Object.entries(definition.sidecars ?? {}).map(([sidecar, container]) =>
      placed(sidecar, container, ['sidecars', sidecar]),
    ),
  ];
  return rules.flatMap((rule) => rule(containers, file));
}

function placed(name: string, container: ContainerDefinition, path: readonly string[]): Placed {
  return { name, container, isSidecar: path[0] === 'sidecars', at: (...rest) => formatPath([...path, ...rest]) };
}

function sidecarsDifferFromMain([main, ...sidecars]: readonly Placed[], file: string): readonly Problem[] {
  return sidecars
    .filter(({ name }) => name === main?.name)
    .map(({ name, at }) => ({
      code: 'ESP2235',
      file,
      path: at(),
      found: `The main container is called '${name}' already, after the app.`,
      expected: 'The containers of a pod have different names.',
      remedy: 'Rename the sidecar.',
    }));
}

function sidecarsNameAnImage(containers: readonly Placed[], file: string): readonly Problem[] {
  return containers
    .filter(({ isSidecar, container }) => isSidecar && container.image === undefined)
    .map(({ name, at }) => ({
      code: 'ESP2004',
      file,
      path: at('image'),
      found: `The sidecar '${name}' names no image.`,
      expected: 'Only the main container gets its image from the release.',
      remedy: 'Add an image with a tag or digest.',
    }));
}

function portsDiffer(containers: readonly Placed[], file: string): readonly Problem[] {
  const owners = new Map<string | number, string>();
  const uses = containers.flatMap(({ name, container, at }) =>
    portsOf(container).flatMap((port) => [port.name, port.port].map((key) => ({ key, name, path: at('ports') }))),
  );
  return uses.flatMap(({ key, name, path }): readonly Problem[] => {
    const other = owners.get(key);
    owners.set(key, name);
    if (other === undefined) return [];
    return [
      {
        code: 'ESP2211',
        file,
        path,
        found: `Port ${typeof key === 'number' ? key : `name '${key}'`} is used twice in the pod, by '${other}' and '${name}'.`,
        expected: 'The containers of a pod share one network, and their ports one Service.',
        remedy: 'Choose another port or name.',
      },
    ];
  });
}

function probesAndMetricsHavePorts(containers: readonly Placed[], file: string): readonly Problem[] {
  return containers.flatMap(({ container, at }) => {
    const own = portsOf(container);
    const probes = Object.entries<ProbeDefinition | undefined>({ ...container.probes });
    const named = [
      ...probes.map(([which, probe]) => ({ path: at('probes', which), port: probe && portOfProbe(probe) })),
      { path: at('metrics'), port: metricsPortOf(container) },
    ];
    return named.flatMap(({ path, port }) =>
      port === undefined || own.some(({ name }) => name === port) ? [] : [unknownPort(file, path, port, own)],
    );
  });
}

/** Name of the port that a probe calls; a command calls none. */
function portOfProbe(probe: ProbeDefinition): string | undefined {
  if (typeof probe === 'string') return 'http';
  return probe.command === undefined ? (probe.port ?? 'http') : undefined;
}

function limitsHoldRequests(containers: readonly Placed[], file: string): readonly Problem[] {
  return containers.flatMap(({ container: { resources }, at }) => {
    const { cpu, cpuLimit, memory, memoryLimit } = resources;
    const limits = [
      ['cpuLimit', cpu, cpuLimit],
      ['memoryLimit', memory, memoryLimit],
    ] as const;
    return limits.flatMap(([key, request, limit]): readonly Problem[] => {
      if (limit === undefined || (parseQuantity(limit) ?? 0) >= (parseQuantity(request) ?? 0)) return [];
      return [
        {
          code: 'ESP2001',
          file,
          path: at('resources', key),
          found: `Found '${limit}'.`,
          expected: `Expected at least the request, ${request}.`,
          remedy: 'Correct the value.',
        },
      ];
    });
  });
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
