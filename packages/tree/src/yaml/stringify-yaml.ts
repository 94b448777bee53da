import { dump } from 'js-yaml';
import { findFault } from './plain-data.ts';
import { manifestSchema } from './manifest-schema.ts';

/** Thrown by {@link stringifyYaml} for a value that is not plain data. */
export class YamlValueError extends Error {
  /** Path of the value, such as `spec.ports[0].port`; empty for the root. */
  readonly path: string;
  /** What was found there, such as `a Date`. */
  readonly found: string;

  constructor(path: string, found: string) {
    super(`${path === '' ? 'The value' : path} is ${found}, which is not allowed in a manifest.`);
    this.name = 'YamlValueError';
    this.path = path;
    this.found = found;
  }
}

/**
 * The YAML of a value: one document that ends in a newline and reads like `kubectl get -o yaml`. Keys are sorted, and
 * text with several lines is a literal block. Nothing is folded or anchored, and undefined fields are omitted. YAML 1.1
 * and 1.2 readers read every string and key as that string (https://yaml.org/type, §10.3 of yaml.org/spec/1.2.2).
 *
 * @throws YamlValueError for anything but null, booleans, finite numbers, well-formed strings, arrays and plain objects
 */
export function stringifyYaml(value: unknown): string {
  const fault = findFault(value);
  if (fault !== undefined) throw new YamlValueError(fault.path, fault.found);
  // Readers disagree on the indentation of a block that is the whole document, so a lone string is quoted.
  const forceQuotes = typeof value === 'string';
  return dump(value, {
    forceQuotes,
    quotingType: forceQuotes ? '"' : "'",
    schema: manifestSchema,
    sortKeys: true,
    noRefs: true,
    lineWidth: -1,
    noArrayIndent: true,
  });
}
