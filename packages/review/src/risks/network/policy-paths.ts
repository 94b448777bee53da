import { isMapping, valueAt, type Json, listAt } from '@espalier/model';
import { canonical } from '../../difference/index.ts';
import { textOf } from '../../risk-rule/index.ts';

/** One thing that a NetworkPolicy lets through. */
export interface NetworkPath {
  readonly direction: 'ingress' | 'egress';
  readonly namespace: string;
  /** Selector of the pods that the policy is of, as JSON with sorted keys. */
  readonly pods: unknown;
  /** The other end; `any` where the rule names none. */
  readonly peer: Peer;
  readonly port: Port;
}

export type Peer =
  | { readonly is: 'any' }
  | { readonly is: 'block'; readonly cidr: string; readonly except: readonly string[] }
  /** Without a namespace selector it is the policy's own namespace. */
  | { readonly is: 'pods'; readonly namespaces: unknown; readonly pods: unknown };

/** A port, a range or all of a protocol; without a protocol it is all traffic. */
export interface Port {
  readonly protocol: string | undefined;
  readonly from: number | string | undefined;
  readonly to: number | string | undefined;
}

/**
 * What a policy lets through, path by path, as the Kubernetes API defines it.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export function pathsOf(policy: Json | undefined): readonly NetworkPath[] {
  const namespace = String(valueAt(policy, ['metadata', 'namespace']));
  const pods = valueAt(policy, ['spec', 'podSelector']) ?? {};
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    listAt(policy, ['spec', direction]).flatMap((rule) => {
      const peers = listAt(rule, [direction === 'ingress' ? 'from' : 'to']);
      const ports = listAt(rule, ['ports']);
      return (peers.length === 0 ? [{ is: 'any' } as const] : peers.map((peer) => peerOf(peer, namespace))).flatMap(
        (peer) =>
          (ports.length === 0 ? [{ protocol: undefined, from: undefined, to: undefined }] : ports.map(portOf)).map(
            (port): NetworkPath => ({ direction, namespace, pods, peer, port }),
          ),
      );
    }),
  );
}

/** Whether pods that a policy selects let nothing through that no policy allows, in a direction. */
export function isolates(policy: unknown, direction: 'ingress' | 'egress'): boolean {
  const types = listAt(policy, ['spec', 'policyTypes']);
  const name = direction === 'ingress' ? 'Ingress' : 'Egress';
  if (types.length > 0) return types.includes(name);
  return direction === 'ingress' || valueAt(policy, ['spec', 'egress']) !== undefined;
}

/** Whether all that one path lets through is let through by another. */
export function coversPath(wide: NetworkPath, narrow: NetworkPath): boolean {
  return (
    wide.direction === narrow.direction &&
    wide.namespace === narrow.namespace &&
    selectsAll(wide.pods, narrow.pods) &&
    coversPeer(wide.peer, narrow.peer) &&
    coversPort(wide.port, narrow.port)
  );
}

function coversPeer(wide: Peer, narrow: Peer): boolean {
  if (wide.is === 'any') return true;
  if (wide.is === 'block') {
    return (
      narrow.is === 'block' &&
      containsBlock(wide.cidr, narrow.cidr) &&
      wide.except.every((hole) => narrow.except.some((own) => containsBlock(own, hole)) || !overlaps(hole, narrow.cidr))
    );
  }
  return narrow.is === 'pods' && selectsAll(wide.namespaces, narrow.namespaces) && selectsAll(wide.pods, narrow.pods);
}

function coversPort(wide: Port, narrow: Port): boolean {
  if (wide.protocol === undefined) return true;
  if (narrow.protocol !== wide.protocol) return false;
  if (wide.from === undefined) return true;
  if (narrow.from === undefined) return false;
  if (wide.from === narrow.from && wide.to === narrow.to) return true;
  return [wide.from, wide.to, narrow.from, narrow.to].every((port) => typeof port === 'number')
    ? Number(wide.from) <= Number(narrow.from) && Number(narrow.to) <= Number(wide.to)
    : false;
}

/** Whether a selector takes in all that another one does: each of its conditions is one of the other's. */
export function selectsAll(wide: unknown, narrow: unknown): boolean {
  const labels = (selector: unknown): readonly string[] => {
    const found = valueAt(selector, ['matchLabels']);
    return Object.entries(isMapping(found) ? found : {}).map(([key, value]) => `${key}=${String(value)}`);
  };
  const expressions = (selector: unknown): readonly string[] => listAt(selector, ['matchExpressions']).map(canonical);
  const own = new Set([...labels(narrow), ...expressions(narrow)]);
  return [...labels(wide), ...expressions(wide)].every((condition) => own.has(condition));
}

function peerOf(peer: unknown, namespace: string): Peer {
  const block = valueAt(peer, ['ipBlock']);
  if (isMapping(block)) {
    return { is: 'block', cidr: String(block['cidr']), except: listAt(block, ['except']).map(String) };
  }
  return {
    is: 'pods',
    namespaces: valueAt(peer, ['namespaceSelector']) ?? { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    pods: valueAt(peer, ['podSelector']) ?? {},
  };
}

function portOf(port: unknown): Port {
  const number = valueAt(port, ['port']);
  const end = valueAt(port, ['endPort']);
  const from = typeof number === 'number' || typeof number === 'string' ? number : undefined;
  return {
    protocol: textOf(valueAt(port, ['protocol']) ?? 'TCP'),
    from,
    to: typeof end === 'number' ? end : from,
  };
}

/** Whether one IPv4 block lies in another; blocks of IPv6 only contain themselves. */
function containsBlock(wide: string, narrow: string): boolean {
  if (wide === narrow) return true;
  const [one, other] = [blockOf(wide), blockOf(narrow)];
  return (
    one !== undefined &&
    other !== undefined &&
    one.bits <= other.bits &&
    prefix(one.address, one.bits) === prefix(other.address, one.bits)
  );
}

/** Blocks that this cannot compare, those of IPv6, may overlap. */
function overlaps(one: string, other: string): boolean {
  if (blockOf(one) === undefined || blockOf(other) === undefined) return true;
  return containsBlock(one, other) || containsBlock(other, one);
}

function blockOf(cidr: string): { readonly address: number; readonly bits: number } | undefined {
  const [, a, b, c, d, bits] = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(cidr)?.map(Number) ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined || bits === undefined) return undefined;
  return { address: ((a * 256 + b) * 256 + c) * 256 + d, bits };
}

function prefix(address: number, bits: number): number {
  return Math.floor(address / 2 ** (32 - bits));
}
