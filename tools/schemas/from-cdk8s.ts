import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { interfacesOf, tagOf } from './interfaces.ts';
import { schemaName, type KindSchemas, type Schema } from './kind-schemas.ts';

/** Interfaces that stand for a plain value. */
const values: Readonly<Record<string, Schema>> = {
  IntOrString: { type: ['integer', 'string'] },
  Quantity: { type: ['number', 'string'] },
  Date: { type: 'string' },
};

/**
 * Kinds and definitions of the Kubernetes minor that a package of cdk8s-plus is for, read from its type declarations:
 * every property there names the OpenAPI definition and field that it was generated from.
 *
 * @param folder of the installed package
 */
export function fromCdk8s(folder: string): KindSchemas {
  const file = join(folder, 'lib/imports/k8s.d.ts');
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const interfaces = interfacesOf(source);
  const names = new Map(
    [...interfaces].map(([name, node]) => [name, schemaName(tagOf(node, 'schema') ?? name)] as const),
  );
  const typeOf = (node: ts.TypeNode): Schema => {
    if (ts.isArrayTypeNode(node)) return { type: 'array', items: typeOf(node.elementType) };
    if (ts.isTypeLiteralNode(node)) return { type: 'object', additionalProperties: valueOfIndex(node, typeOf) };
    if (ts.isUnionTypeNode(node)) return { type: ['number', 'string'] };
    const text = node.getText(source);
    const reference = names.get(text);
    return values[text] ?? (reference === undefined ? plain(text) : { $ref: `#/definitions/${reference}` });
  };
  const definitions: Record<string, Schema> = {};
  for (const [name, node] of interfaces) {
    const definition = names.get(name);
    if (definition === undefined) continue;
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const member of node.members) {
      if (!ts.isPropertySignature(member) || member.type === undefined) continue;
      // The field as the API has it: `xKubernetes…` and the like are spelled otherwise in TypeScript.
      const field = tagOf(member, 'schema')?.split('#').at(-1) ?? member.name.getText(source);
      properties[field] = typeOf(member.type);
      if (member.questionToken === undefined) required.push(field);
    }
    definitions[definition] = { type: 'object', properties, ...(required.length > 0 && { required: required.sort() }) };
  }
  return { kinds: kindsOf(folder, names), definitions };
}

function valueOfIndex(node: ts.TypeLiteralNode, typeOf: (node: ts.TypeNode) => Schema): Schema {
  const index = node.members.find(ts.isIndexSignatureDeclaration);
  return index === undefined ? {} : typeOf(index.type);
}

function plain(text: string): Schema {
  return ['string', 'number', 'boolean'].includes(text) ? { type: text } : {};
}

/** The definition of each `apiVersion kind`, from the classes of the package. */
function kindsOf(folder: string, names: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const module: unknown = createRequire(import.meta.url)(join(folder, 'lib/imports/k8s.js'));
  return Object.fromEntries(
    Object.entries(Object(module) as Readonly<Record<string, unknown>>).flatMap(([name, value]) => {
      const kind: unknown = Reflect.get(Object(value), 'GVK');
      const definition = names.get(`${name}Props`);
      if (typeof kind !== 'object' || kind === null || definition === undefined || name.endsWith('List')) return [];
      return [[`${String(Reflect.get(kind, 'apiVersion'))} ${String(Reflect.get(kind, 'kind'))}`, definition]];
    }),
  );
}
