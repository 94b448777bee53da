import { isMapping, valueAt } from '@espalier/model';
import { readYaml } from '@espalier/tree';
import { subjectName, type ObjectSubject, type ResourceSubject } from '../../documents/index.ts';
import type { ChangeGroup } from '../../review/index.ts';
import { visibleLine } from '../wording/index.ts';

/** What happens to a node or an edge. */
export type Fate = 'added' | 'changed' | 'deleted' | 'same';

export interface Node {
  readonly id: string;
  /** Small text above the name, such as a namespace or a resource type. */
  readonly group: string;
  readonly name: string;
  readonly fate: Fate;
}

export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly fate: Fate;
}

export interface Graph {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

/** Paths between workloads that the changed network policies allow or allowed, as in the first cluster of each change. */
export function networkGraph(changes: readonly ChangeGroup[]): Graph {
  const policies = changes.flatMap((change) => {
    const subject = change.at[0]?.subject;
    return subject?.is === 'object' && subject.kind === 'NetworkPolicy' ? [{ change, subject }] : [];
  });
  const before = policies.flatMap(({ change, subject }) => pathsIn(change.before, subject));
  const after = policies.flatMap(({ change, subject }) => pathsIn(change.after, subject));
  const edges = compared(before, after);
  const nodes = new Map(
    edges
      .flatMap(({ from, to }) => [from, to])
      .map((id): [string, Node] => {
        const slash = id.indexOf('/');
        const isAddress = slash === -1 || /^[\d.:a-f]+\/\d+$/.test(id);
        return [
          id,
          { id, group: isAddress ? '' : id.slice(0, slash), name: isAddress ? id : id.slice(slash + 1), fate: 'same' },
        ];
      }),
  );
  return { nodes: [...nodes.values()], edges };
}

type Path = Omit<Edge, 'fate'>;

function pathsIn(text: string | undefined, subject: ObjectSubject): readonly Path[] {
  const spec = valueAt(dataOf(text), ['spec']);
  if (!isMapping(spec)) return [];
  const own = `${visibleLine(subject.namespace)}/${selected(spec['podSelector'])}`;
  const paths = (rules: unknown, peers: 'from' | 'to'): readonly Path[] =>
    listOf(rules).flatMap((rule) => {
      if (!isMapping(rule)) return [];
      const label = portsOf(rule['ports']);
      const others =
        rule[peers] === undefined ? ['anywhere'] : listOf(rule[peers]).map((peer) => peerName(peer, subject));
      return others.map((other) =>
        peers === 'from' ? { from: other, to: own, label } : { from: own, to: other, label },
      );
    });
  return [...paths(spec['ingress'], 'from'), ...paths(spec['egress'], 'to')];
}

function peerName(peer: unknown, { namespace }: ObjectSubject): string {
  const cidr = valueAt(peer, ['ipBlock', 'cidr']);
  if (typeof cidr === 'string') return visibleLine(cidr);
  if (!isMapping(peer)) return 'anywhere';
  const labels = valueAt(peer, ['namespaceSelector', 'matchLabels']);
  const name = isMapping(labels) ? labels['kubernetes.io/metadata.name'] : undefined;
  const where =
    peer['namespaceSelector'] === undefined
      ? namespace
      : typeof name === 'string'
        ? name
        : selected(peer['namespaceSelector'], 'all namespaces');
  return `${visibleLine(where)}/${selected(peer['podSelector'])}`;
}

/** Names that charts and apps give their pods, the best known first. */
const nameLabels = ['app.kubernetes.io/name', 'k8s-app', 'app', 'app.kubernetes.io/instance'];

function selected(selector: unknown, everything = 'all pods'): string {
  if (!isMapping(selector)) return everything;
  const labels = isMapping(selector['matchLabels']) ? selector['matchLabels'] : {};
  const known = nameLabels.map((label) => labels[label]).find((value) => typeof value === 'string');
  if (known !== undefined) return visibleLine(known);
  const parts = [
    ...Object.entries(labels).map(([label, value]) => `${label}=${text(value)}`),
    ...listOf(selector['matchExpressions']).map((expression) => JSON.stringify(expression)),
  ];
  return parts.length === 0 ? everything : visibleLine(parts.join(','));
}

function portsOf(ports: unknown): string {
  if (ports === undefined) return 'all ports';
  return listOf(ports)
    .map((port) => {
      if (!isMapping(port)) return '';
      const { port: number = 'all', endPort, protocol = 'TCP' } = port;
      const range = endPort === undefined ? text(number) : `${text(number)}-${text(endPort)}`;
      return protocol === 'TCP' ? range : `${range}/${text(protocol)}`;
    })
    .sort()
    .join(', ');
}

/** Changed AWS resources, what they refer to and what they wait for. An arrow leads from a resource to what it uses. */
export function awsGraph(changes: readonly ChangeGroup[]): Graph {
  const resources = changes.flatMap((change) => {
    const subject = change.at[0]?.subject;
    return subject?.is === 'resource' ? [{ change, subject }] : [];
  });
  const edges = compared(
    resources.flatMap(({ change, subject }) => referencesIn(change.before, subject)),
    resources.flatMap(({ change, subject }) => referencesIn(change.after, subject)),
  );
  const nodes = new Map<string, Node>();
  for (const id of edges.flatMap(({ from, to }) => [from, to])) nodes.set(id, nodeOf(subjectOf(id), 'same'));
  for (const { change, subject } of resources) {
    const fate = change.action === 'added' || change.action === 'deleted' ? change.action : 'changed';
    nodes.set(idOf(subject), nodeOf(subject, fate));
  }
  return { nodes: [...nodes.values()], edges };
}

/** `${aws:kms/key:Key/data.arn}`: type, name and output. */
const reference = /\$\{([\w-]+:[\w/-]+:\w+)\/([^}]+?)(?:\.[\w[\].]+)?\}/g;

function referencesIn(text: string | undefined, subject: ResourceSubject): readonly Path[] {
  return [...(text ?? '').matchAll(reference)].map(([, type = '', name = '']) => ({
    from: idOf(subject),
    to: `${type}|${visibleLine(name)}`,
    label: '',
  }));
}

function idOf({ resourceType, name }: ResourceSubject): string {
  return `${visibleLine(resourceType)}|${visibleLine(name)}`;
}

function subjectOf(id: string): ResourceSubject {
  const [resourceType = '', name = ''] = id.split('|');
  return { is: 'resource', stack: '', resourceType, name };
}

function nodeOf(subject: ResourceSubject, fate: Fate): Node {
  const words = visibleLine(subjectName(subject)).split(' ');
  return { id: idOf(subject), group: words[0] ?? '', name: words.slice(1).join(' '), fate };
}

/** Edges of both sides, each once. */
function compared(before: readonly Path[], after: readonly Path[]): readonly Edge[] {
  const key = ({ from, to, label }: Path): string => JSON.stringify([from, to, label]);
  const [old, now] = [new Set(before.map(key)), new Set(after.map(key))];
  return [...new Map([...before, ...after].map((path) => [key(path), path])).entries()].map(([id, path]) => ({
    ...path,
    fate: !old.has(id) ? 'added' : !now.has(id) ? 'deleted' : 'same',
  }));
}

function dataOf(text: string | undefined): unknown {
  try {
    return readYaml(text ?? '')[0];
  } catch {
    // Masked or hand-made text need not be YAML.
    return undefined;
  }
}

function text(value: unknown): string {
  return visibleLine(typeof value === 'string' ? value : JSON.stringify(value));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
