import { isMapping } from '../data/index.ts';
import type { KeyTree } from './chart-keys.ts';

/**
 * Adds the properties that `values.schema.json` names, in every alternative. A path with a schema for properties of any
 * name is open. If the schema does not define a path, the defaults and templates decide.
 */
export function addSchema(tree: KeyTree, root: unknown): void {
  let visits = 0;
  const visit = (place: KeyTree, schema: unknown, within: readonly unknown[]): void => {
    if (!isMapping(schema)) return;
    // A schema that refers to itself describes a value of any depth, and a very long chain of references is not
    // followed.
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

/** Maximum number of visited schema nodes. The full schema of a Kubernetes pod has a tenth of that. */
const maxVisits = 100_000;

/** The target of a reference such as `#/$defs/service`; `undefined` if it is in another document or missing. */
function atPointer(root: unknown, reference: string): unknown {
  if (!reference.startsWith('#/')) return undefined;
  let value = root;
  for (const part of reference.slice(2).split('/')) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    value = isMapping(value) ? value[key] : undefined;
  }
  return value;
}
