import { headlessServiceName } from '../../names/index.ts';
import type { Problem } from '../../problem/index.ts';
import type { AppInEnvironment } from './app.ts';

/** A name that Kubernetes or Espalier derives from an app's name. */
interface DerivedName {
  readonly what: string;
  readonly name: string;
  readonly atMost: number;
  readonly because: string;
  readonly path: string;
  readonly remedy: string;
}

const ofFolder = { path: '', remedy: 'Shorten the name of its folder.' };

/**
 * Every name derived from an app's name that may exceed a Kubernetes limit, with its limit. Names equal to the app's
 * name, such as those of its Deployment and Ingress, need no entry. Kubernetes itself shortens the names of ReplicaSets
 * and their pods. Names of needs have their own table.
 */
function derivedNames({ name, definition }: AppInEnvironment): readonly DerivedName[] {
  const label = 'it is a label.';
  switch (definition.workload?.kind) {
    case 'statefulSet': {
      const { replicas = 1, workload } = definition;
      const last = (typeof replicas === 'number' ? replicas : replicas.max) - 1;
      const claims = Object.keys(workload.volumes ?? {}).map((claim) => `${claim}-${name}-${last}`);
      return [
        {
          // 10 characters of hash at most: https://github.com/kubernetes/kubernetes/issues/64023
          what: "label 'controller-revision-hash' of the StatefulSet's pods",
          name: `${name}-${'x'.repeat(10)}`,
          atMost: 63,
          because: label,
          ...ofFolder,
        },
        {
          what: 'headless Service',
          name: headlessServiceName(name),
          atMost: 63,
          because: 'it is a label of DNS names.',
          ...ofFolder,
        },
        { what: "StatefulSet's last pod", name: `${name}-${last}`, atMost: 63, because: label, ...ofFolder },
        ...claims.map((claim) => ({
          what: 'PersistentVolumeClaim',
          name: claim,
          atMost: 253,
          because: 'it is the name of an object.',
          ...ofFolder,
        })),
      ];
    }
    case 'cronJob':
      return [
        {
          // https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
          what: "CronJob's Job",
          name: `${name}-${'0'.repeat(10)}`,
          atMost: 63,
          because: 'it is a label of its pods; Kubernetes adds 11 characters to the name of the CronJob.',
          ...ofFolder,
        },
      ];
    default:
      return [];
  }
}

/** Checks that Kubernetes accepts the names derived from an app's name. */
export function appNamesFit(app: AppInEnvironment): readonly Problem[] {
  const { file, name, definition } = app;
  const excess = (derived: DerivedName): number => derived.name.length - derived.atMost;
  const byPath = Map.groupBy(derivedNames(app), ({ path }) => path);
  // One problem, for the longest name, is enough.
  const longest = [...byPath.values()].flatMap((some) => some.toSorted((a, b) => excess(b) - excess(a)).slice(0, 1));
  const tooLong = longest
    .filter((derived) => excess(derived) > 0)
    .map(({ what, name: composed, atMost, because, path, remedy }) => ({
      code: 'ESP2205' as const,
      file,
      path,
      found: `The ${what} would be called '${composed}', which has ${composed.length} characters.`,
      expected: `At most ${atMost} characters: ${because}`,
      remedy,
    }));
  const hasService = [definition.container, ...Object.values(definition.sidecars ?? {})].some(
    ({ port, ports }) => port !== undefined || Object.keys(ports ?? {}).length > 0,
  );
  const startsWithLetter = /^[a-z]/.test(name);
  if (startsWithLetter || !(hasService || definition.workload?.kind === 'statefulSet')) return tooLong;
  const noService: Problem = {
    code: 'ESP2003',
    file,
    path: '',
    found: `The Service of the app would be called '${name}'.`,
    expected: 'The name of a Service starts with a letter (RFC 1035).',
    remedy: 'Rename the folder.',
  };
  return [...tooLong, noService];
}
