import dagre from '@dagrejs/dagre';
import { counted, cut } from '../shared/index.ts';
import type { Edge, Graph, Node } from './graph.ts';

/** In a graph of more nodes, what stays the same hides what changes. */
const smallNodes = 30;

/** A graph of more nodes is not readable, and slow to lay out. */
const mostNodes = 120;

/** An SVG of a graph, laid out from left to right, with its caption; `undefined` where nothing in it changes. */
export function drawingOf(graph: Graph, title: string): { readonly svg: string; readonly caption: string } | undefined {
  if (![...graph.nodes, ...graph.edges].some(isChange)) return undefined;
  const { nodes, edges } = readable(graph);
  const layout = new dagre.graphlib.Graph({ multigraph: true });
  layout.setGraph({ rankdir: 'LR', nodesep: 14, ranksep: 70, edgesep: 12, marginx: 12, marginy: 12 });
  for (const node of nodes) layout.setNode(node.id, { ...sizeOf(node), node });
  for (const [index, edge] of edges.entries()) {
    layout.setEdge(
      edge.from,
      edge.to,
      { width: edge.label.length * 6.2, height: edge.label === '' ? 0 : 14, labelpos: 'c', edge },
      String(index),
    );
  }
  dagre.layout(layout);
  const { width = 0, height = 0 } = layout.graph();
  const svg = [
    `<svg viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}" role="group" aria-label="${escaped(title)}">`,
    ...['added', 'changed', 'deleted', 'same'].map(
      (fate) =>
        `<defs><marker id="arrow-${fate}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="tip ${fate}" d="M0 0L8 4L0 8z"/></marker></defs>`,
    ),
    ...(layout.edges() as readonly { readonly v: string; readonly w: string }[]).map((id) => {
      const { points, x, y, edge } = layout.edge(id) as Placed & { readonly edge: Edge };
      const line = points
        .map((point, index) => `${index === 0 ? 'M' : 'L'}${round(point.x)} ${round(point.y)}`)
        .join('');
      const label =
        edge.label === '' || x === undefined || y === undefined
          ? ''
          : `<text class="label" x="${round(x)}" y="${round(y + 4)}">${signs[edge.fate]}${escaped(cut(edge.label, 24))}</text>`;
      return `<g class="edge ${edge.fate}"><title>${escaped(titleOf(edge, nodes))}</title><path d="${line}" marker-end="url(#arrow-${edge.fate})"/>${label}</g>`;
    }),
    ...(layout.nodes() as readonly string[]).map((id) => {
      const { x = 0, y = 0, width: own, height: tall, node } = layout.node(id) as Box & { readonly node: Node };
      const [left, top] = [x - own / 2, y - tall / 2];
      return [
        `<g class="node ${node.fate}" tabindex="0" role="button" data-search="${escaped(node.name)}" aria-label="${escaped(`${node.group} ${node.name}, ${node.fate}`)}">`,
        `<title>${escaped(`${node.group} ${node.name} (${node.fate})`)}</title>`,
        `<rect x="${round(left)}" y="${round(top)}" width="${round(own)}" height="${round(tall)}" rx="6"/>`,
        ...(node.group === ''
          ? []
          : [`<text class="group" x="${round(x)}" y="${round(top + 15)}">${escaped(cut(node.group, 34))}</text>`]),
        `<text x="${round(x)}" y="${round(node.group === '' ? y + 4.5 : top + 31)}">${signs[node.fate]}${escaped(cut(node.name, 30))}</text></g>`,
      ].join('');
    }),
    '</svg>',
  ].join('');
  const left = graph.nodes.length - nodes.length;
  const caption = [
    ...summary('node', graph.nodes),
    ...summary('connection', graph.edges),
    ...(left > 0 ? [`${counted(left, 'node')} not drawn`] : []),
  ].join(', ');
  return { svg, caption };
}

interface Box {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
}

interface Placed {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly x?: number;
  readonly y?: number;
}

/** `shop/cart → shop/orders 8080 (added)` */
function titleOf({ from, to, label, fate }: Edge, nodes: readonly Node[]): string {
  const name = (id: string): string => {
    const node = nodes.find((one) => one.id === id);
    return node === undefined || node.id === node.name || node.id.startsWith(`${node.group}/`)
      ? id
      : `${node.group} ${node.name}`;
  };
  return `${name(from)} → ${name(to)}${label === '' ? '' : ` ${label}`} (${fate})`;
}

function summary(what: string, all: readonly (Node | Edge)[]): readonly string[] {
  return (['added', 'changed', 'deleted'] as const).flatMap((fate) => {
    const count = all.filter((one) => one.fate === fate).length;
    return count === 0 ? [] : [`${counted(count, what)} ${fate}`];
  });
}

/** A color never says alone what happens. */
const signs = { added: '+ ', changed: '~ ', deleted: '− ', same: '' } as const;

/** The part of a graph that is drawn: all of a small one, of others what changes, and of that no more than is readable. */
function readable({ nodes, edges }: Graph): Graph {
  if (nodes.length <= smallNodes) return { nodes, edges };
  const changed = new Set(nodes.filter(isChange).map(({ id }) => id));
  const drawn = edges.filter((edge) => isChange(edge) || (changed.has(edge.from) && changed.has(edge.to)));
  const kept = new Set([...drawn.flatMap(({ from, to }) => [from, to]), ...changed].slice(0, mostNodes));
  return {
    nodes: nodes.filter(({ id }) => kept.has(id)),
    edges: drawn.filter(({ from, to }) => kept.has(from) && kept.has(to)),
  };
}

function isChange({ fate }: Node | Edge): boolean {
  return fate !== 'same';
}

function sizeOf({ group, name }: Node): { readonly width: number; readonly height: number } {
  const characters = Math.max(Math.min(group.length, 34) * 0.85, Math.min(name.length, 30) + 2);
  return { width: Math.max(60, characters * 7.4 + 20), height: group === '' ? 28 : 40 };
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text in HTML and in its attributes. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
