import { isMapping } from '../data/index.ts';
import type { KeyTree } from './chart-keys.ts';

/**
 * Adds the properties that `values.schema.json` names, in every alternative. A place with a schema for properties of any
 * name is open; one of which the schema says nothing is left to the defaults and the templates.
 */
export function addSchema(tree: KeyTree, root: unknown): void {
  let visits = 0;
  const visit = (place: KeyTree, schema: unknown, within: readonly unknown[]): void => {
    if (!isMapping(schema)) return;
    // A schema that refers to itself describes a value of any depth; one that refers on and on, too much to follow.
    if (within.includes(schema) || ++visits > maxVisits) {
      place.isOpen = true;
      return;
    }
    const inside = [...within, schema];
    const { properties, additionalProperties, patternProperties, $ref: reference } = schema;
    if (isMapping(properties)) {
      place.isListed = true;
      for (const [key, below] of Object.entries(properties)) {
        const child = place.at([key]);
        visit(child, below, inside);
        if (!child.isListed) child.isOpen = true;
      }
    }
    if (additionalProperties === true || isMapping(additionalProperties) || isMapping(patternProperties)) {
      place.isOpen = true;
    }
    if (typeof reference === 'string') {
      const target = atPointer(root, reference);
      if (target === undefined) place.isOpen = true;
      else visit(place, target, inside);
    }
    for (const all of [schema['allOf'], schema['anyOf'], schema['oneOf']]) {
      if (Array.isArray(all)) for (const one of all) visit(place, one, inside);
    }
    for (const one of [schema['if'], schema['then'], schema['else']]) visit(place, one, inside);
  };
  visit(tree, root, []);
}

/** Places of a schema that are looked at; those of Kubernetes' pod, written out, are a tenth of that. */
const maxVisits = 100_000;

/** What a reference such as `#/$defs/service` names; `undefined` where it is in another document or nowhere. */
function atPointer(root: unknown, reference: string): unknown {
  if (!reference.startsWith('#/')) return undefined;
  let value = root;
  for (const part of reference.slice(2).split('/')) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    value = isMapping(value) ? value[key] : undefined;
  }
  return value;
}
