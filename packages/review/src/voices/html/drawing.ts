import library from '@dagrejs/dagre';
import { counted, cut } from '../wording/index.ts';
import type { Edge, Graph, Node } from './graph.ts';

/** In a graph of more nodes, what stays the same hides what changes. */
const smallNodes = 30;

/** A graph of more nodes is not readable, and slow to lay out. */
const mostNodes = 120;

/** An SVG of a graph, laid out from left to right, with its caption; `undefined` where no connection is drawn. */
export function drawingOf(graph: Graph, title: string): { readonly svg: string; readonly caption: string } | undefined {
  const { nodes, edges } = readable(graph);
  if (edges.length === 0) return undefined;
  const layout = new dagre.graphlib.Graph({ multigraph: true });
  layout.setGraph({ rankdir: 'LR', nodesep: 14, ranksep: 70, edgesep: 12, marginx: 12, marginy: 12 });
  for (const node of nodes) layout.setNode(node.id, sizeOf(node));
  for (const [index, { from, to, label }] of edges.entries()) {
    const size = { width: label.length * 6.2, height: label === '' ? 0 : 14, labelpos: 'c' };
    // The library draws an edge from a node to itself across the node.
    if (from !== to) layout.setEdge(from, to, size, String(index));
  }
  dagre.layout(layout);
  const { width, height } = layout.graph();
  const right = width + (edges.some(({ from, to }) => from === to) ? loopWidth : 0);
  const svg = [
    `<svg viewBox="0 0 ${round(right)} ${round(height)}" width="${round(right)}" height="${round(height)}" role="group" aria-label="${escaped(title)}">`,
    ...['added', 'deleted', 'same'].map(
      (fate) =>
        `<defs><marker id="arrow-${fate}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip ${fate}" d="M0 0L8 4L0 8z"/></marker></defs>`,
    ),
    ...edges.map((edge, index) => {
      const { from, to } = edge;
      const line = from === to ? loopAt(layout.node(from)) : layout.edge({ v: from, w: to, name: String(index) });
      return edgeSvg(edge, line, nodes);
    }),
    ...nodes.map((node) => nodeSvg(node, layout.node(node.id))),
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

/** What is used of the library, whose own declarations this compiler cannot resolve: they import files without endings. */
interface Dagre {
  readonly graphlib: {
    readonly Graph: new (options: { readonly multigraph: true }) => {
      setGraph(options: Readonly<Record<string, number | string>>): void;
      setNode(id: string, size: { readonly width: number; readonly height: number }): void;
      setEdge(from: string, to: string, size: object, name: string): void;
      graph(): { readonly width: number; readonly height: number };
      node(id: string): Box;
      edge(id: { readonly v: string; readonly w: string; readonly name: string }): Line;
    };
  };
  layout(graph: object): void;
}

const dagre = library as unknown as Dagre;

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** The point of its own is the middle of the label. */
interface Line extends Partial<Point> {
  readonly points: readonly Point[];
}

function edgeSvg(edge: Edge, { points, x, y }: Line, nodes: readonly Node[]): string {
  const line = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${round(point.x)} ${round(point.y)}`).join('');
  const label =
    edge.label === '' || x === undefined || y === undefined
      ? ''
      : `<text class="label" x="${round(x)}" y="${round(y + 4)}">${signs[edge.fate]}${escaped(cut(edge.label, 24))}</text>`;
  return `<g class="edge ${edge.fate}"><title>${escaped(titleOf(edge, nodes))}</title><path d="${line}" marker-end="url(#arrow-${edge.fate})"/>${label}</g>`;
}

function nodeSvg({ group, name, fate }: Node, { x, y, width, height }: Box): string {
  const [left, top] = [x - width / 2, y - height / 2];
  return [
    `<g class="node ${fate}" tabindex="0" role="button" data-search="${escaped(name)}" aria-label="${escaped(`${group} ${name}, ${fate}`)}">`,
    `<title>${escaped(`${group} ${name} (${fate})`)}</title>`,
    `<rect x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${round(height)}" rx="6"/>`,
    ...(group === ''
      ? []
      : [`<text class="group" x="${round(x)}" y="${round(top + 15)}">${escaped(cut(group, 34))}</text>`]),
    `<text x="${round(x)}" y="${round(group === '' ? y + 4.5 : top + 31)}">${signs[fate]}${escaped(cut(name, 30))}</text></g>`,
  ].join('');
}

/** Room for {@link loopAt} and its label at a node of the last rank. */
const loopWidth = 110;

/** A line from the right side of a node back to it. */
function loopAt({ x, y, width }: Box): Line {
  const at = (right: number, down: number): Point => ({ x: x + width / 2 + right, y: y + down });
  return { points: [at(0, -8), at(18, -8), at(18, 8), at(0, 8)], ...at(64, 0) };
}

/** A color never says alone what happens. */
const signs = { added: '+ ', changed: '~ ', deleted: '− ', same: '' } as const;

/** `shop/cart → shop/orders 8080 (added)` */
function titleOf({ from, to, label, fate }: Edge, nodes: readonly Node[]): string {
  const nameOf = (id: string): string => {
    const node = nodes.find((one) => one.id === id);
    return node === undefined || !id.includes('|') ? id : `${node.group} ${node.name}`;
  };
  return `${nameOf(from)} → ${nameOf(to)}${label === '' ? '' : ` ${label}`} (${fate})`;
}

function summary(what: string, all: readonly (Node | Edge)[]): readonly string[] {
  return (['added', 'changed', 'deleted'] as const).flatMap((fate) => {
    const count = all.filter((one) => one.fate === fate).length;
    return count === 0 ? [] : [`${counted(count, what)} ${fate}`];
  });
}

/**
 * The part of a graph that is drawn: all of a small one, of others the connections that change or are between nodes that
 * change, and of those no more than is readable.
 */
function readable({ nodes, edges }: Graph): Graph {
  if (nodes.length <= smallNodes) return { nodes, edges };
  const changed = new Set(nodes.filter(isChange).map(({ id }) => id));
  const drawn = edges.filter((edge) => isChange(edge) || (changed.has(edge.from) && changed.has(edge.to)));
  const kept = new Set(drawn.flatMap(({ from, to }) => [from, to]).slice(0, mostNodes));
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
