import { isMapping, valueAt, type Json } from '@espalier/model';
import { readDocuments, subjectId, type ObjectSubject } from '../../documents/index.ts';
import { risksOf, textOf, type Found, type RiskContext, type RiskRule } from '../../risk-rule/index.ts';

/** Hosts that another Ingress answers, or that two Ingresses claim. */
export const hostMoves: RiskRule = {
  code: 'ESP8121',
  title: 'A host moves to another Ingress, or two claim it',
  page: {
    why: 'Callers of a host reach other pods when its Ingress changes. Where two Ingresses claim one host and path, the controller takes the older one, so that the new one has no effect until the old one is gone.',
    example: 'Two apps have the same host, or a host moves from one app to another.',
    whatToDo:
      'See that the new app answers every path of the host. Remove the host from the old Ingress in the same change.',
  },
  find: (change, context) => {
    const { subject, before, after, action } = change;
    if (subject.is !== 'object' || !kinds.has(subject.kind) || after === undefined) return [];
    const old = new Set(action === 'renamed' ? [] : routesOf(before));
    const gained = routesOf(after).filter((route) => !old.has(route));
    if (gained.length === 0) return [];
    const id = subjectId(subject);
    const others = ingressesOf(context, subject).filter((other) => subjectId(other.subject) !== id);
    return risksOf(hostMoves, change, [
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
  },
};

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
  const rules = listIn(valueAt(object, ['spec', 'rules']));
  if (Array.isArray(hosts)) {
    const matches = rules.flatMap((rule) => listIn(rule['matches']));
    const paths = matches.map((match) => textOf(valueAt(match, ['path', 'value']) ?? '/'));
    return hosts.flatMap((host) => (paths.length === 0 ? ['/'] : paths).map((path) => `${String(host)}${path}`));
  }
  return rules.flatMap((rule) => {
    if (typeof rule['host'] !== 'string') return [];
    const paths = listIn(valueAt(rule, ['http', 'paths']));
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

function listIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isMapping) : [];
}
