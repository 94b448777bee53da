import type { AppDefinition } from '../definition/app.ts';
import type { ContainerDefinition, ProbeDefinition } from '../definition/container.ts';
import { didYouMean, listOf } from '../problem/closest.ts';
import { formatPath } from '../problem/path.ts';
import type { Problem } from '../problem/problem.ts';
import { parseQuantity } from '../schema/quantity.ts';
import { checkDatabases } from './database-rules.ts';
import { needNamesFit } from './need-names.ts';
import { resolveNeeds } from './need.ts';
import { unknownReference } from './platform-rules.ts';
import type { AppInEnvironment } from './app.ts';

/** What must hold of one app in one environment, beyond what its schema can tell. */
export function checkApp(
  app: AppInEnvironment,
  deployed: ReadonlySet<string>,
  all: ReadonlyMap<string, AppDefinition | undefined>,
): readonly Problem[] {
  return [
    ...talksToExists(app, deployed, all),
    ...sharedNeedsExist(app, all),
    ...containersAreSound(app),
    ...needsHaveLegalNames(app),
    ...checkDatabases(app),
    ...workloadFits(app),
  ];
}

function talksToExists(
  { file, definition, environment, name }: AppInEnvironment,
  deployed: ReadonlySet<string>,
  all: ReadonlyMap<string, unknown>,
): readonly Problem[] {
  return (definition.talksTo ?? []).flatMap((peer, index): readonly Problem[] => {
    if (typeof peer !== 'string' || deployed.has(peer)) return [];
    const path = formatPath(['talksTo', index]);
    const inEnvironment = `Apps in ${environment.name}: ${listOf([...deployed].filter((app) => app !== name).sort())}.`;
    if (all.has(peer)) {
      return [
        {
          code: 'ESP2105',
          file,
          path,
          found: `'${peer}' is not deployed in ${environment.name}, where '${name}' is.`,
          expected: inEnvironment,
          remedy: `Release '${peer}' there with apps/${peer}/releases/${environment.name}.yaml, or override 'talksTo' in environments.${environment.name}.`,
        },
      ];
    }
    return [
      {
        code: 'ESP2104',
        file,
        path,
        found: `'${peer}' is not an app of this platform.${didYouMean(peer, all.keys())}`,
        expected: inEnvironment,
        remedy: 'Name an app, or a public host as { host }.',
      },
    ];
  });
}

function sharedNeedsExist(
  { file, definition }: AppInEnvironment,
  all: ReadonlyMap<string, AppDefinition | undefined>,
): readonly Problem[] {
  return Object.entries(definition.needs ?? {}).flatMap(([name, need]): readonly Problem[] => {
    const owner = 'ownedBy' in need ? need.ownedBy : undefined;
    if (owner === undefined) return [];
    const path = formatPath(['needs', name, 'ownedBy']);
    if (!all.has(owner)) return [unknownReference('an app', owner, all.keys(), { file, path })];
    const owned = all.get(owner)?.needs;
    const theirs = owned?.[name];
    if (owned === undefined || (theirs?.kind === need.kind && !('ownedBy' in theirs && theirs.ownedBy !== undefined)))
      return [];
    return [
      {
        code: 'ESP2214',
        file,
        path,
        found: `'${owner}' has no ${need.kind} of its own called '${name}'.`,
        expected: `Its needs: ${listOf(Object.entries(owned).map(([other, { kind }]) => `${other} (${kind})`))}.`,
        remedy: `Call the need as '${owner}' calls it.`,
      },
    ];
  });
}

function containersAreSound({ file, name, definition }: AppInEnvironment): readonly Problem[] {
  const containers: readonly (readonly [readonly string[], string, ContainerDefinition])[] = [
    [['container'], name, definition.container],
    ...Object.entries(definition.sidecars ?? {}).map(
      ([sidecar, container]) => [['sidecars', sidecar], sidecar, container] as const,
    ),
  ];
  const problems: Problem[] = [];
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
    for (const [portName, number] of own) {
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
      if (usesPort && !own.some(([portName]) => portName === port)) {
        problems.push(unknownPort(file, at('probes', which), port, own));
      }
    }
    if (container.metrics !== undefined) {
      const port = typeof container.metrics === 'string' ? 'http' : container.metrics.port;
      if (!own.some(([portName]) => portName === port)) problems.push(unknownPort(file, at('metrics'), port, own));
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

function portsOf(container: ContainerDefinition): readonly (readonly [string, number])[] {
  return [
    ...(container.port === undefined ? [] : [['http', container.port] as const]),
    ...Object.entries(container.ports ?? {}),
  ];
}

function unknownPort(file: string, path: string, port: string, own: readonly (readonly [string, number])[]): Problem {
  return {
    code: 'ESP2212',
    file,
    path,
    found: `The container has no port named '${port}'.${didYouMean(
      port,
      own.map(([name]) => name),
    )}`,
    expected: `Its ports: ${listOf(own.map(([name]) => name))}.`,
    remedy: port === 'http' ? "Add 'port', or name another port." : "Correct the name, or add the port to 'ports'.",
  };
}

function needsHaveLegalNames({ file, name, definition, environment, platform }: AppInEnvironment): readonly Problem[] {
  const owner = { platform: platform.name, environment, namespace: definition.namespace, owner: name };
  return resolveNeeds(definition.needs ?? {}, owner).flatMap((need) =>
    needNamesFit(need, { name, of: '' }, { file, path: formatPath(['needs', need.name]) }),
  );
}

function workloadFits({ file, name, definition }: AppInEnvironment): readonly Problem[] {
  const kind: NonNullable<AppDefinition['workload']>['kind'] = definition.workload?.kind ?? 'deployment';
  const runsToCompletion = kind === 'cronJob' || kind === 'job';
  const problems: Problem[] = [];
  if (runsToCompletion) {
    for (const key of ['replicas', 'ingress', 'maxUnavailable', 'spreadOver'] as const) {
      if (definition[key] === undefined) continue;
      problems.push({
        code: 'ESP2213',
        file,
        path: key,
        found: `'${key}' has no meaning for a ${kind}, whose pods run to completion.`,
        expected: "A workload of kind 'deployment' or 'statefulSet'.",
        remedy: `Take '${key}' out, or change the workload.`,
      });
    }
  }
  // Kubernetes appends 11 characters to the name of a CronJob for its Jobs.
  if (kind === 'cronJob' && name.length > 52) {
    problems.push({
      code: 'ESP2205',
      file,
      path: '',
      found: `The CronJob '${name}' has ${name.length} characters.`,
      expected: 'At most 52 characters for the name of a CronJob.',
      remedy: 'Shorten the name of its folder.',
    });
  }
  if (definition.ingress !== undefined && definition.container.port === undefined) {
    problems.push({
      code: 'ESP2212',
      file,
      path: 'ingress',
      found: "The main container has no 'port' that the ingress could lead to.",
      expected: "An app with an ingress listens on 'container.port'.",
      remedy: "Add 'port' to the container.",
    });
  }
  return problems;
}
