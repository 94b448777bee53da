import { isMapping, valueAt, type Json, listAt } from '@espalier/model';
import type { Change } from '../../changes/index.ts';
import { readDocuments, subjectId, type ObjectSubject } from '../../documents/index.ts';
import { risksOf, textOf, type Found, type RiskContext, type RiskRule } from '../../risk-rule/index.ts';

/** Hosts that another Ingress answers, that two Ingresses claim, or that none has any more. */
export const hostMoves: RiskRule = {
  code: 'ESP8121',
  title: 'A host moves to another Ingress, goes away, or two claim it',
  page: {
    why: 'Callers of a host reach other pods when its Ingress changes. Where two Ingresses claim one host and path, the controller takes the older one, so that the new one has no effect until the old one is gone. A host that no Ingress has any more answers with an error.',
    example: 'Two apps have the same host, or a host moves from one app to another.',
    whatToDo:
      'See that the new app answers every path of the host. Remove the host from the old Ingress in the same change. Before a host goes away, see who calls it.',
  },
  find: (change, context) => {
    const { subject, before, after, action } = change;
    if (subject.is !== 'object' || !kinds.has(subject.kind)) return [];
    const vanished = risksOf(hostMoves, change, vanishedHosts(change, subject, context));
    if (after === undefined) return vanished;
    const old = new Set(action === 'renamed' ? [] : routesOf(before));
    const gained = routesOf(after).filter((route) => !old.has(route));
    if (gained.length === 0) return vanished;
    const id = subjectId(subject);
    const others = ingressesOf(context, subject).filter((other) => subjectId(other.subject) !== id);
    const moved = risksOf(hostMoves, change, [
      ...gained.flatMap((route): readonly Found[] => {
        const other = others.find(({ data }) => routesOf(data).includes(route));
        if (other === undefined) return [];
        return [
          {
            severity: 'high',
            path: 'spec.rules',
            effect: `${nameOf(other.subject)} and ${nameOf(subject)} both claim ${route}, and the controller takes the older one.`,
            steps: [`Remove the host from ${nameOf(other.subject)}, or give one of them another host or path.`],
          },
        ];
      }),
      ...[...new Set(gained.map(hostOf))].flatMap((host): readonly Found[] => {
        const loser = context.changes.find(
          (other) =>
            other.subject.is === 'object' &&
            other.subject.cluster === subject.cluster &&
            kinds.has(other.subject.kind) &&
            subjectId(other.from ?? other.subject) !== id &&
            hostsOf(other.before).includes(host) &&
            (other === change || !hostsOf(other.after).includes(host)),
        );
        const lost = loser?.from ?? loser?.subject;
        if (lost?.is !== 'object') return [];
        return [
          {
            severity: 'medium',
            path: 'spec.rules',
            effect: `Host ${host} moves from ${nameOf(lost)} to ${nameOf(subject)}, and may answer nothing in between.`,
            steps: ['See that the new Ingress answers every path of the host, with its certificate.'],
          },
        ];
      }),
    ]);
    return [...vanished, ...moved];
  },
};

/** Hosts of an Ingress that nothing in the cluster has at head. The first change that loses a host says it. */
function vanishedHosts(change: Change, subject: ObjectSubject, context: RiskContext): readonly Found[] {
  const lost = lostBy(change);
  if (lost.length === 0) return [];
  const { comparison, changes } = context;
  const argocd = `clusters/${subject.cluster}/argocd`;
  // Where Argo CD cannot read the cluster any more, it deletes nothing.
  const isUnread = comparison.list('base', argocd).length > 0 && comparison.list('head', argocd).length === 0;
  if (isUnread) return [];
  const left = ingressesOf(context, subject).flatMap(({ data }) => hostsOf(data));
  return lost
    .filter((host) => !left.some((other) => covers(other, host)))
    .filter((host) => changes.find((other) => isInCluster(other, subject) && lostBy(other).includes(host)) === change)
    .map((host) => ({
      severity: 'high',
      path: 'spec.rules',
      effect: `Host ${host} goes away: no Ingress or HTTPRoute of the cluster has it any more, and its callers get an error.`,
      because: `It was a host of ${nameOf(change.from?.is === 'object' ? change.from : subject)}.`,
      steps: [
        'Take the change back, if anything still calls it.',
        'Or tell its callers first, and remove the host from DNS afterwards.',
      ],
    }));
}

function isInCluster({ subject }: Change, { cluster }: ObjectSubject): boolean {
  return subject.is === 'object' && subject.cluster === cluster && kinds.has(subject.kind);
}

function lostBy({ before, after }: Change): readonly string[] {
  const now = hostsOf(after);
  return hostsOf(before).filter((host) => !now.includes(host));
}

/** Whether a host takes the requests of another: itself, or a wildcard above it. */
function covers(host: string, other: string): boolean {
  return host === other || (host.startsWith('*.') && other.endsWith(host.slice(1)));
}

const kinds: ReadonlySet<string> = new Set(['Ingress', 'HTTPRoute']);

function nameOf({ kind, namespace, name }: ObjectSubject): string {
  return `${kind} ${namespace}/${name}`;
}

/** Ingresses of the cluster at head; the name of a file says its kind. */
function ingressesOf(
  { comparison }: RiskContext,
  { cluster }: ObjectSubject,
): readonly { readonly subject: ObjectSubject; readonly data: Json }[] {
  const files = comparison
    .list('head', `clusters/${cluster}`)
    .filter((path) => /\/(?:[^/]*_)?(?:ingress|httproute)-[^/]*\.yaml$/.test(path));
  return [...comparison.read('head', files)].flatMap(([path, text]) =>
    readDocuments(path, text).flatMap(({ subject, data }) => (subject.is === 'object' ? [{ subject, data }] : [])),
  );
}

/** Host and path of each rule: `id.riven.dev/login`. */
function routesOf(object: Json | undefined): readonly string[] {
  const hosts = valueAt(object, ['spec', 'hostnames']);
  const rules = mappingsAt(object, ['spec', 'rules']);
  if (Array.isArray(hosts)) {
    const matches = rules.flatMap((rule) => mappingsAt(rule, ['matches']));
    const paths = matches.map((match) => textOf(valueAt(match, ['path', 'value']) ?? '/'));
    return hosts.flatMap((host) => (paths.length === 0 ? ['/'] : paths).map((path) => `${String(host)}${path}`));
  }
  return rules.flatMap((rule) => {
    if (typeof rule['host'] !== 'string') return [];
    const paths = mappingsAt(rule, ['http', 'paths']);
    return (paths.length === 0 ? ['/'] : paths.map((path) => textOf(path['path'] ?? '/'))).map(
      (path) => `${String(rule['host'])}${path}`,
    );
  });
}

function hostsOf(object: Json | undefined): readonly string[] {
  return [...new Set(routesOf(object).map(hostOf))];
}

function hostOf(route: string): string {
  return route.slice(0, route.indexOf('/'));
}

function mappingsAt(value: unknown, path: readonly string[]): readonly Readonly<Record<string, unknown>>[] {
  return listAt(value, path).filter(isMapping);
}
