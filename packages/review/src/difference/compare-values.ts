import { isMapping, parseQuantity, type Json } from '@espalier/model';
import { diffArrays } from 'diff';
import { embedded } from './embedded.ts';
import type { Difference, FieldChange, Noise } from './field-change.ts';
import { keyOf, shapeOf } from './list-keys.ts';

/**
 * Compares two values as what they mean: lists by the keys that the API server merges them by, texts that are documents
 * as data, quantities by their size. Absent and `undefined` are alike; `null` is a value.
 */
export function compareValues(before: Json | undefined, after: Json | undefined): Difference {
  const found: Found = { fields: [], noise: [] };
  compare('', before, after, found);
  return found;
}

interface Found extends Difference {
  readonly fields: FieldChange[];
  readonly noise: Noise[];
}

function compare(path: string, before: Json | undefined, after: Json | undefined, found: Found): void {
  if (before === after) return;
  if (before === undefined || after === undefined) {
    found.fields.push(fieldChange(path, before, after));
  } else if (isList(before) && isList(after)) {
    compareLists(path, before, after, found);
  } else if (isMapping(before) && isMapping(after)) {
    compareMappings(path, before, after, found);
  } else if (isSameQuantity(path, before, after)) {
    found.noise.push({ kind: 'quantity', path });
  } else if (typeof before === 'string' && typeof after === 'string') {
    compareTexts(path, before, after, found);
  } else {
    found.fields.push(fieldChange(path, before, after));
  }
}

function compareMappings(
  path: string,
  before: Readonly<Record<string, Json>>,
  after: Readonly<Record<string, Json>>,
  found: Found,
): void {
  for (const key of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
    const inner = `${path}${path === '' ? '' : '.'}${stepOf(key)}`.replaceAll('.[', '[');
    const [old, now] = [own(before, key), own(after, key)];
    if (isVersionLabel(path, key) && old !== undefined && now !== undefined && old !== now) {
      found.noise.push({ kind: 'version-label', path: inner });
    } else {
      compare(inner, old, now, found);
    }
  }
}

function compareTexts(path: string, before: string, after: string, found: Found): void {
  const [old, now] = [embedded(path, before), embedded(path, after)];
  if (old === undefined || now === undefined || old.format !== now.format) {
    found.fields.push(fieldChange(path, before, after));
    return;
  }
  const inner: Found = { fields: [], noise: [] };
  compare('', old.data, now.data, inner);
  if (inner.fields.length === 0 && inner.noise.length === 0) found.noise.push({ kind: 'formatting', path });
  const outer = (innerPath: string): string => `${path} (${old.format})${innerPath === '' ? '' : ` ${innerPath}`}`;
  found.fields.push(...inner.fields.map((field) => ({ ...field, path: outer(field.path) })));
  found.noise.push(...inner.noise.map((noise) => ({ ...noise, path: outer(noise.path) })));
}

function compareLists(path: string, before: readonly Json[], after: readonly Json[], found: Found): void {
  const shape = shapeOf(path, [before, after]);
  if (shape.by === 'content') compareSets(path, before, after, found);
  else if (shape.by === 'place') compareSequences(path, before, after, found);
  else {
    const name = (item: Json): string => keyOf(item, shape.keys);
    const [old, now] = [
      new Map(before.map((item) => [name(item), item])),
      new Map(after.map((item) => [name(item), item])),
    ];
    for (const key of new Set([...old.keys(), ...now.keys()]))
      compare(`${path}[${key}]`, old.get(key), now.get(key), found);
    const common = [
      [...old.keys()].filter((key) => now.has(key)),
      [...now.keys()].filter((key) => old.has(key)),
    ] as const;
    if (common[0].join('\0') === common[1].join('\0')) return;
    if (shape.isOrdered === true || refersToEarlier(path, before) || refersToEarlier(path, after)) {
      found.fields.push({ path, before: common[0], after: common[1], isReordered: true });
    } else {
      found.noise.push({ kind: 'order', path });
    }
  }
}

/** Items without a place: the equal ones are the same, of the rest those that are most alike. */
function compareSets(path: string, before: readonly Json[], after: readonly Json[], found: Found): void {
  const left = before.map((item) => ({ item, text: canonical(item) }));
  const added: Json[] = [];
  for (const item of after) {
    const text = canonical(item);
    const index = left.findIndex((other) => other.text === text);
    if (index === -1) added.push(item);
    else left.splice(index, 1);
  }
  if (left.length === 0 && added.length === 0) {
    if (before.some((item, index) => canonical(item) !== canonical(after[index])))
      found.noise.push({ kind: 'order', path });
    return;
  }
  const removed = left.map(({ item }) => item);
  if (removed.length === 1 && added.length === 1 && !isList(removed[0] ?? null) && !isMapping(removed[0])) {
    found.fields.push(fieldChange(`${path}[]`, removed[0], added[0]));
    return;
  }
  const unpaired = [...added];
  for (const item of removed) {
    const pair = unpaired.findIndex((other) => isMostlyEqual(item, other));
    if (pair === -1) found.fields.push(fieldChange(`${path}[]`, item, undefined));
    else compare(`${path}[${before.indexOf(item)}]`, item, unpaired.splice(pair, 1)[0], found);
  }
  for (const item of unpaired) found.fields.push(fieldChange(`${path}[]`, undefined, item));
}

/** Items by their place: the longest common sequence stays, and what replaces what is compared in turn. */
function compareSequences(path: string, before: readonly Json[], after: readonly Json[], found: Found): void {
  const [old, now] = [before.map(canonical), after.map(canonical)];
  if (old.length === now.length && [...old].sort().join('\0') === [...now].sort().join('\0')) {
    if (old.join('\0') !== now.join('\0')) found.fields.push({ path, before, after, isReordered: true });
    return;
  }
  let [oldIndex, nowIndex] = [0, 0];
  const parts = diffArrays(old, now);
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index];
    if (part === undefined) break;
    if (!part.added && !part.removed) {
      oldIndex += part.count;
      nowIndex += part.count;
      continue;
    }
    const next = parts[index + 1];
    const [removed, added] = part.removed ? [part.count, next?.added === true ? next.count : 0] : [0, part.count];
    const pairs = Math.min(removed, added);
    for (let pair = 0; pair < Math.max(removed, added); pair += 1) {
      const place = pair < pairs ? `${path}[${nowIndex + pair}]` : `${path}[]`;
      compare(
        place,
        pair < removed ? before[oldIndex + pair] : undefined,
        pair < added ? after[nowIndex + pair] : undefined,
        found,
      );
    }
    oldIndex += removed;
    nowIndex += added;
    if (part.removed && next?.added === true) index += 1;
  }
}

/** Whether more than half of what two items have is the same: then one became the other. */
function isMostlyEqual(one: Json, other: Json): boolean {
  if (!isMapping(one) || !isMapping(other)) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  const equal = [...keys].filter((key) => canonical(one[key]) === canonical(other[key]));
  return equal.length * 2 > keys.size;
}

/** Whether a variable uses another one, which must stand before it. */
function refersToEarlier(path: string, items: readonly Json[]): boolean {
  if (!path.endsWith('.env')) return false;
  return items.some(
    (item) => isMapping(item) && typeof item['value'] === 'string' && /\$\([A-Za-z_]/.test(item['value']),
  );
}

/** Fields whose value is a quantity. https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const quantityField =
  /(?:^|\.)(?:requests|limits|capacity|hard|default|defaultRequest|max|min|maxLimitRequestRatio)(?:\.[^.]+|\['[^']+'\])$|\.(?:sizeLimit|storage|averageValue|divisor)$/;

function isSameQuantity(path: string, before: Json, after: Json): boolean {
  if (!quantityField.test(path)) return false;
  const [old, now] = [before, after].map((value) =>
    typeof value === 'string' || typeof value === 'number' ? parseQuantity(String(value)) : undefined,
  );
  return old !== undefined && old === now;
}

/** Labels that repeat the version of a chart in each of its objects. https://helm.sh/docs/chart_best_practices/labels/ */
function isVersionLabel(path: string, key: string): boolean {
  return /(?:^|\.)labels$/.test(path) && (key === 'helm.sh/chart' || key === 'app.kubernetes.io/version');
}

/** How a key stands in a path: `['app.kubernetes.io/name']` where it has a dot or slash. */
function stepOf(key: string): string {
  return /^[\w-]+$/.test(key) ? key : `['${key}']`;
}

function fieldChange(path: string, before: Json | undefined, after: Json | undefined): FieldChange {
  return { path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

/** JSON with sorted keys. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isMapping(value)) return value === undefined ? 'undefined' : JSON.stringify(value);
  return `{${Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
    .join(',')}}`;
}

function own(mapping: Readonly<Record<string, Json>>, key: string): Json | undefined {
  return Object.hasOwn(mapping, key) ? mapping[key] : undefined;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
