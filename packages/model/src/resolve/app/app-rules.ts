import type { AppDefinition } from '../../definition/app.ts';
import { didYouMean, listOf } from '../../problem/closest.ts';
import { formatPath } from '../../problem/path.ts';
import { bytesOf, objectSizes } from '../../objects/object-size.ts';
import type { Problem } from '../../problem/problem.ts';
import { appNamesFit } from './app-names.ts';
import { callablePorts } from './callable-ports.ts';
import { containersAreSound, metricsPortOf, portsOf } from './container-rules.ts';
import { checkDatabases } from './database-rules.ts';
import { needNamesFit } from '../need/need-names.ts';
import { resolveNeeds } from '../need/need.ts';
import { unknownReference } from '../platform/platform-rules.ts';
import type { AppInEnvironment } from './app.ts';

/**
 * What must hold of one app in one environment, beyond what its schema can tell.
 *
 * @param deployed what is released to the environment, as it is there; `undefined` where that is invalid
 * @param all every app of the platform, as it is without overrides
 */
export function checkApp(
  app: AppInEnvironment,
  deployed: ReadonlyMap<string, AppDefinition | undefined>,
  all: ReadonlyMap<string, AppDefinition | undefined>,
): readonly Problem[] {
  return [
    ...talksToExists(app, deployed, all),
    ...sharedNeedsExist(app, all),
    ...containersAreSound(app),
    ...needsHaveLegalNames(app),
    ...checkDatabases(app),
    ...workloadFits(app),
    ...appNamesFit(app),
    ...filesFit(app),
  ];
}

function talksToExists(
  { file, definition, environment, name }: AppInEnvironment,
  deployed: ReadonlyMap<string, AppDefinition | undefined>,
  all: ReadonlyMap<string, AppDefinition | undefined>,
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

/** An app whose definition is invalid is told of elsewhere; what it listens on is not known. */
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
    found: `'${peer}' listens on no port that others may call, so that nothing would be allowed.`,
    expected:
      "An app with 'container.port' or 'container.ports'; one that metrics alone are scraped from is not for others.",
    remedy: `Add the port to '${peer}', or take it out of 'talksTo'.`,
  };
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

function needsHaveLegalNames({ file, name, definition, environment, platform }: AppInEnvironment): readonly Problem[] {
  const owner = { platform: platform.name, environment, namespace: definition.namespace, owner: name };
  return resolveNeeds(definition.needs ?? {}, owner).flatMap((need) =>
    needNamesFit(need, { name, of: '' }, { file, path: formatPath(['needs', need.name]) }),
  );
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

function workloadFits({ file, definition }: AppInEnvironment): readonly Problem[] {
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
