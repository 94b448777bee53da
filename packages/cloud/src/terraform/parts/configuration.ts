/** A value of JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Blocks with two labels, such as resources: type, name, content. */
export type Blocks = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/**
 * A Terraform configuration in its JSON syntax.
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json
 */
export interface TerraformJson {
  readonly terraform: Json;
  readonly provider: Readonly<Record<string, Json>>;
  readonly variable: Readonly<Record<string, Json>>;
  readonly data: Blocks;
  readonly resource: Blocks;
}

/** The part of a configuration for one concern. */
export type Part = Partial<Pick<TerraformJson, 'data' | 'resource' | 'variable'>>;

/** All parts as one. Two parts with one definition are a defect in this program. */
export function joined(parts: readonly Part[]): Required<Part> {
  return {
    variable: union(parts.map(({ variable = {} }) => variable)),
    data: joinedBlocks(parts.map(({ data = {} }) => data)),
    resource: joinedBlocks(parts.map(({ resource = {} }) => resource)),
  };
}

function joinedBlocks(all: readonly Blocks[]): Blocks {
  const types = [...new Set(all.flatMap((blocks) => Object.keys(blocks)))];
  return Object.fromEntries(types.map((type) => [type, union(all.map((blocks) => blocks[type] ?? {}))]));
}

function union(all: readonly Readonly<Record<string, Json>>[]): Readonly<Record<string, Json>> {
  const entries = all.flatMap((one) => Object.entries(one));
  const result = Object.fromEntries(entries);
  if (Object.keys(result).length < entries.length)
    throw new Error('two parts of a configuration have the same definition');
  return result;
}

/** A configuration as text: keys sorted, two spaces, a newline at the end. Lists keep their order. */
export function configurationText(configuration: TerraformJson): string {
  return `${JSON.stringify(configuration, sortedKeys, 2)}\n`;
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
