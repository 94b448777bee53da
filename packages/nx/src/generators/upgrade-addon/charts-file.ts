import type { ChartVersions } from '@espalier/model';
import { isMap, parseDocument, type Document, type YAMLMap } from 'yaml';

/** One line of `apps/platform/charts.yaml`. */
export interface ChartLine {
  readonly chart: string;
  /** @default every cluster */
  readonly cluster: string | undefined;
  /** `undefined` removes the line. */
  readonly version: string | undefined;
  /** The comment with the chart's source for Renovate. */
  readonly source: string;
}

const emptyFile = `# yaml-language-server: $schema=../../node_modules/@espalier/model/schemas/charts.schema.json
# Which version of a chart runs where. Renovate reads the comments: where a chart comes from.
everywhere: {}
clusters: {}
`;

/** The versions in a text of `charts.yaml`, not validated yet. */
export function readChartVersions(text: string): ChartVersions {
  return parse(text).toJS({ maxAliasCount: 0 }) as ChartVersions;
}

/** The text with lines set and removed. Everything else stays: comments, order, quotes of versions. */
export function editChartsFile(text: string | undefined, lines: readonly ChartLine[]): string {
  const document = parse(text ?? emptyFile);
  for (const line of lines) {
    if (line.version === undefined) takeOut(document, line);
    else setVersion(document, line, line.version);
  }
  return document.toString({ lineWidth: 0 });
}

function parse(text: string): Document {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) throw error;
  return document;
}

/** Path of the mapping with the line. */
function placeOf({ cluster }: ChartLine): readonly string[] {
  return cluster === undefined ? ['everywhere'] : ['clusters', cluster];
}

function setVersion(document: Document, line: ChartLine, version: string): void {
  const map = blockMapAt(document, placeOf(line));
  const scalar = map.get(line.chart, true);
  if (scalar !== undefined) {
    scalar.value = version;
    scalar.comment ??= ` ${line.source}`;
  } else {
    const added = document.createNode(version);
    added.comment = ` ${line.source}`;
    insertInOrder(map, document.createPair(line.chart, added));
  }
}

/** The mapping at a path; created if missing, in block style, since each version has a comment with its source. */
function blockMapAt(document: Document, path: readonly string[]): YAMLMap {
  let map = document.contents;
  for (const key of path) {
    if (!isMap(map)) break;
    if (!isMap(map.get(key))) map.set(key, document.createNode({}));
    map = map.get(key, true) ?? null;
    if (isMap(map)) map.flow = false;
  }
  if (!isMap(map)) throw new TypeError(`${path.join('.')} is no mapping`);
  return map;
}

/** Inserts a chart by name, so that a sorted list stays sorted. */
function insertInOrder(map: YAMLMap, pair: YAMLMap['items'][number]): void {
  const after = map.items.findIndex(({ key }) => String(key) > String(pair.key));
  map.items.splice(after === -1 ? map.items.length : after, 0, pair);
}

/** Removes a version, and a cluster without versions. */
function takeOut(document: Document, line: ChartLine): void {
  const place = placeOf(line);
  document.deleteIn([...place, line.chart]);
  const map = document.getIn(place);
  if (line.cluster !== undefined && isMap(map) && map.items.length === 0) document.deleteIn(place);
}
