import { isMapping, valueAt } from '@espalier/model';
import type { Change } from '../../changes/index.ts';
import {
  risksOf,
  type Found,
  type RiskContext,
  type RiskRule,
  type Severity,
  textOf,
  workloadIn,
} from '../../risk-rule/index.ts';
import { coversPath, isolates, pathsOf, selectsAll, type NetworkPath, type Peer } from './policy-paths.ts';

/** Network policies that let through what none of the changed ones let through before. */
export const pathsOpened: RiskRule = {
  code: 'ESP8114',
  title: 'A network path opens',
  page: {
    why: 'Pods reach only what a NetworkPolicy allows. The rule compares what the changed policies of a cluster let through on both sides, not their text: a rule that moves to another policy, or that an earlier one covers, opens nothing. A namespace that is no longer isolated lets everything through.',
    example: 'A policy of the database tier accepts port 5432 from another namespace.',
    whatToDo:
      'See which definition asks for the path: `talksTo` of the app that calls, `paths` of an addon. Remove what nothing uses.',
  },
  find: (change, context) => {
    const { subject, before, after } = change;
    if (subject.is !== 'object' || subject.kind !== 'NetworkPolicy') return [];
    return risksOf(pathsOpened, change, [
      ...(['ingress', 'egress'] as const).flatMap((direction) => noLongerIsolated(change, direction, context)),
      ...(after === undefined ? [] : opened(change, context, before === undefined && comesWithPods(change, context))),
    ]);
  },
};

/** Whether a new policy is of pods that are new as well. */
function comesWithPods({ subject, after }: Change, { changes }: RiskContext): boolean {
  if (subject.is !== 'object') return false;
  const selector = valueAt(after, ['spec', 'podSelector', 'matchLabels']);
  const wanted = Object.entries(isMapping(selector) ? selector : {});
  return changes.some((other) => {
    if (other.subject.is !== 'object' || !['added', 'renamed', 'moved'].includes(other.action)) return false;
    if (other.subject.cluster !== subject.cluster || other.subject.namespace !== subject.namespace) return false;
    const workload = workloadIn(other.after);
    return (
      workload !== undefined && wanted.length > 0 && wanted.every(([key, value]) => workload.labels[key] === value)
    );
  });
}

function opened(change: Change, { changes }: RiskContext, isNew: boolean): readonly Found[] {
  const { subject, after } = change;
  if (subject.is !== 'object') return [];
  const old = changes
    .filter(
      (one) =>
        one.subject.is === 'object' && one.subject.kind === 'NetworkPolicy' && one.subject.cluster === subject.cluster,
    )
    .flatMap(({ before }) => pathsOf(before));
  const gained = pathsOf(after).filter((path) => !old.some((other) => coversPath(other, path)));
  const bySeverity = Map.groupBy(gained, (path) => severityOf(path, isNew));
  return [...bySeverity].map(([severity, paths]) => ({
    severity,
    path: 'spec',
    effect: `Pods of ${subject.namespace}/${subject.name} ${sentence(paths)}.`,
    steps: ['See that an app or addon declares each of these paths, and that it uses it.'],
  }));
}

/** The policy that isolated all pods of a namespace is gone or weaker, and the namespace is still there. */
function noLongerIsolated(
  change: Change,
  direction: 'ingress' | 'egress',
  { changes, objectsIn }: RiskContext,
): readonly Found[] {
  const { subject, before, after, file } = change;
  if (subject.is !== 'object' || !isolates(before, direction)) return [];
  const stillIsolates = (policy: unknown): boolean =>
    isolates(policy, direction) && selectsAll(podsOf(policy), podsOf(before));
  if (after !== undefined && stillIsolates(after)) return [];
  const isGone = changes.some(
    (other) =>
      other.action === 'deleted' &&
      other.subject.is === 'object' &&
      other.subject.kind === 'Namespace' &&
      other.subject.cluster === subject.cluster &&
      other.subject.name === subject.namespace,
  );
  if (isGone) return [];
  const others = objectsIn('head', file.slice(0, file.lastIndexOf('/')));
  const isIsolated = others.some(
    (other) => other.kind === 'NetworkPolicy' && other.metadata.namespace === subject.namespace && stillIsolates(other),
  );
  if (isIsolated) return [];
  const verb = direction === 'ingress' ? 'accept everything' : 'reach everything';
  return [
    {
      severity: 'critical',
      effect: isForAll(before)
        ? `Pods of ${subject.namespace} that no policy selects ${verb}.`
        : `Pods of ${subject.namespace} that ${subject.name} selected ${verb}, if they stay.`,
      because: 'No other policy isolates these pods.',
      steps: ['Take the change back. A namespace without a default policy is open.'],
    },
  ];
}

function podsOf(policy: unknown): unknown {
  return valueAt(policy, ['spec', 'podSelector']) ?? {};
}

function isForAll(policy: unknown): boolean {
  const selector = podsOf(policy);
  return isMapping(selector) && Object.keys(selector).length === 0;
}

function severityOf({ peer }: NetworkPath, isNew: boolean): Severity {
  const isEverywhere = peer.is === 'any' || (peer.is === 'block' && /\/0$/.test(peer.cidr));
  // What a new workload needs comes with it.
  if (isNew) return isEverywhere ? 'medium' : 'low';
  return isEverywhere ? 'high' : 'medium';
}

function sentence(paths: readonly NetworkPath[]): string {
  const said = (direction: NetworkPath['direction'], verb: string): readonly string[] => {
    const own = paths.filter((path) => path.direction === direction);
    const byPeer = Map.groupBy(own, ({ peer }) => nameOf(peer));
    return own.length === 0
      ? []
      : [
          `${verb} ${[...byPeer]
            .map(([peer, same]) => `${peer} (${[...new Set(same.map(({ port }) => portName(port)))].join(', ')})`)
            .join('; ')}`,
        ];
  };
  return [...said('ingress', 'accept connections from'), ...said('egress', 'reach')].join(', and ');
}

function portName({ protocol, from, to }: NetworkPath['port']): string {
  if (protocol === undefined) return 'every port';
  if (from === undefined) return `every ${protocol} port`;
  return `${protocol} ${from === to ? from : `${from}-${to ?? ''}`}`;
}

function nameOf(peer: Peer): string {
  switch (peer.is) {
    case 'any':
      return 'everywhere';
    case 'block':
      return peer.cidr === '0.0.0.0/0' || peer.cidr === '::/0'
        ? `${peer.cidr}${peer.except.length === 0 ? '' : ' except private addresses'}`
        : peer.cidr;
    case 'pods': {
      const labels = valueAt(peer.pods, ['matchLabels']);
      const namespace = valueAt(peer.namespaces, ['matchLabels', 'kubernetes.io/metadata.name']);
      const name = isMapping(labels)
        ? textOf(
            labels['app.kubernetes.io/name'] ??
              Object.entries(labels)
                .map((entry) => entry.join('='))
                .join(','),
          )
        : 'all pods';
      return `${namespace === undefined ? 'other namespaces' : textOf(namespace)}/${name}`;
    }
  }
}
