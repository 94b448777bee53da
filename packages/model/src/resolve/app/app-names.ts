import { headlessServiceName } from '../../names/index.ts';
import type { Problem } from '../../problem/index.ts';
import type { AppInEnvironment } from './app.ts';

/** A name that Kubernetes, or Espalier, makes of an app's. */
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
 * Every name that is made of an app's and may be longer than Kubernetes takes, with its limit. Names that are the app's
 * own, such as those of its Deployment, HorizontalPodAutoscaler and Ingress, fit wherever the app's does; Kubernetes
 * shortens those of ReplicaSets and their pods itself. Names of needs have a table of their own.
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

/** Whether the names that are made of an app's are names that Kubernetes takes. */
export function appNamesFit(app: AppInEnvironment): readonly Problem[] {
  const { file, name, definition } = app;
  const excess = (derived: DerivedName): number => derived.name.length - derived.atMost;
  const byPath = Map.groupBy(derivedNames(app), ({ path }) => path);
  // What the longest of them needs is enough for the others.
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
