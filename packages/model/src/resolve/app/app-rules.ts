import type { AppDefinition } from '../../definition/index.ts';
import { didYouMean, formatPath, listOf, unknownReference, type Problem } from '../../problem/index.ts';
import { bytesOf, objectSizes } from '../../objects/index.ts';
import { appNamesFit } from './app-names.ts';
import { callablePorts } from './callable-ports.ts';
import { containersAreSound, metricsPortOf, portsOf } from './container-rules.ts';
import { checkNeeds, resolveNeeds } from '../../needs/index.ts';
import { needNamesFit } from '../need-names/need-names.ts';
import { needOwner, type AppInEnvironment } from './app.ts';

/** Apps that an app may refer to. */
export interface Peers {
  /** Apps that are released to the same environment, with its overrides; `undefined` for an invalid one. */
  readonly deployed: ReadonlyMap<string, AppDefinition | undefined>;
  /** Every app of the platform, without overrides. */
  readonly all: ReadonlyMap<string, AppDefinition | undefined>;
}

/** Rules for one app in one environment, beyond its schema. */
const rules = [
  talksToExists,
  sharedNeedsExist,
  containersAreSound,
  needsHaveLegalNames,
  needsAreSound,
  workloadRunsOn,
  ingressHasAPort,
  appNamesFit,
  filesFit,
] as const satisfies readonly ((app: AppInEnvironment, peers: Peers) => readonly Problem[])[];

/** All problems of one app in one environment, beyond its schema. */
export function checkApp(app: AppInEnvironment, peers: Peers): readonly Problem[] {
  return rules.flatMap((rule) => rule(app, peers));
}

function talksToExists(
  { file, definition, environment, name }: AppInEnvironment,
  { deployed, all }: Peers,
): readonly Problem[] {
  return (definition.talksTo ?? []).flatMap((peer, index): readonly Problem[] => {
    if (typeof peer !== 'string') return [];
    const path = formatPath(['talksTo', index]);
    if (deployed.has(peer)) return hasPorts(deployed.get(peer)) ? [] : [noPort(file, path, peer)];
    const inEnvironment = `Apps in ${environment.name}: ${listOf([...deployed.keys()].filter((app) => app !== name).sort())}.`;
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

/** An app with an invalid definition already has a problem; its ports are unknown. */
function hasPorts(peer: AppDefinition | undefined): boolean {
  if (peer === undefined) return true;
  return [peer.container, ...Object.values(peer.sidecars ?? {})].some(
    (container) => callablePorts(portsOf(container), metricsPortOf(container)).length > 0,
  );
}

function noPort(file: string, path: string, peer: string): Problem {
  return {
    code: 'ESP2236',
    file,
    path,
    found: `'${peer}' has no port that others may call, so that no path would be allowed.`,
    expected:
      "An app with 'container.port' or 'container.ports'; other apps may not call a port that is only for metrics.",
    remedy: `Add the port to '${peer}', or remove it from 'talksTo'.`,
  };
}

function sharedNeedsExist({ file, definition }: AppInEnvironment, { all }: Peers): readonly Problem[] {
  return Object.entries(definition.needs ?? {}).flatMap(([name, need]): readonly Problem[] => {
    const owner = 'ownedBy' in need ? need.ownedBy : undefined;
    if (owner === undefined) return [];
    const path = formatPath(['needs', name, 'ownedBy']);
    if (!all.has(owner)) return [unknownReference('an app', owner, all.keys(), { file, path })];
    const app = all.get(owner);
    // An app with an invalid definition already has a problem.
    if (app === undefined) return [];
    const owned = app.needs ?? {};
    const theirs = owned[name];
    if (theirs?.kind === need.kind && !('ownedBy' in theirs && theirs.ownedBy !== undefined)) return [];
    return [
      {
        code: 'ESP2214',
        file,
        path,
        found: `'${owner}' has no ${need.kind} of its own called '${name}'.`,
        expected:
          Object.keys(owned).length === 0
            ? `A need of '${owner}' to share; it has none.`
            : `Its needs: ${listOf(Object.entries(owned).map(([other, { kind }]) => `${other} (${kind})`))}.`,
        remedy: `Use the name that the need has in '${owner}'.`,
      },
    ];
  });
}

function needsHaveLegalNames({ file, name, ...app }: AppInEnvironment): readonly Problem[] {
  return resolveNeeds(app.definition.needs ?? {}, needOwner({ name, ...app })).flatMap((need) =>
    needNamesFit(need, { name, of: '' }, { file, path: formatPath(['needs', need.name]) }),
  );
}

function needsAreSound({ file, ...app }: AppInEnvironment): readonly Problem[] {
  return checkNeeds(app.definition.needs ?? {}, needOwner(app)).map(({ need, code, ...finding }) => ({
    code,
    file,
    path: formatPath(['needs', need]),
    ...finding,
  }));
}

/** The files of all containers are one ConfigMap. */
function filesFit({ file, definition }: AppInEnvironment): readonly Problem[] {
  const containers = [definition.container, ...Object.values(definition.sidecars ?? {})];
  const bytes = containers
    .flatMap(({ files }) => Object.values(files ?? {}))
    .reduce((sum, text) => sum + bytesOf(text), 0);
  if (bytes <= objectSizes.data) return [];
  return [
    {
      code: 'ESP2238',
      file,
      path: 'container.files',
      found: `The files of the pod have ${bytes} bytes.`,
      expected: `At most ${objectSizes.data} bytes: they are one ConfigMap.`,
      remedy: 'Put large files into the image, or into a bucket.',
    },
  ];
}

function workloadRunsOn({ file, definition }: AppInEnvironment): readonly Problem[] {
  const kind: NonNullable<AppDefinition['workload']>['kind'] = definition.workload?.kind ?? 'deployment';
  if (kind !== 'cronJob' && kind !== 'job') return [];
  return (['replicas', 'ingress', 'maxUnavailable', 'spreadOver'] as const)
    .filter((key) => definition[key] !== undefined)
    .map((key) => ({
      code: 'ESP2213',
      file,
      path: key,
      found: `'${key}' has no meaning for a ${kind}, whose pods run to completion.`,
      expected: "A workload of kind 'deployment' or 'statefulSet'.",
      remedy: `Remove '${key}', or change the workload.`,
    }));
}

function ingressHasAPort({ file, definition }: AppInEnvironment): readonly Problem[] {
  if (definition.ingress === undefined || definition.container.port !== undefined) return [];
  return [
    {
      code: 'ESP2212',
      file,
      path: 'ingress',
      found: "The main container has no 'port' for the ingress.",
      expected: "An app with an ingress listens on 'container.port'.",
      remedy: "Add 'port' to the container.",
    },
  ];
}
