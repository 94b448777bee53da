import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { interfacesOf } from './interfaces.ts';
import type { KindSchemas, Schema } from './kind-schemas.ts';

const values: Readonly<Record<string, Schema>> = {
  IIoK8sApimachineryPkgUtilIntstrIntOrString: { type: ['integer', 'string'] },
  IIoK8sApimachineryPkgApiResourceQuantity: { type: ['number', 'string'] },
  IIoK8sApimachineryPkgApisMetaV1Time: { type: 'string' },
  IIoK8sApimachineryPkgApisMetaV1MicroTime: { type: 'string' },
};

/**
 * Kinds and definitions of the newest Kubernetes minor that the package `kubernetes-models` carries, read from its type
 * declarations. It keeps APIs that were removed long ago as well: the caller takes those out.
 *
 * @param folders of `kubernetes-models` and `@kubernetes-models/apimachinery`, installed
 */
export function fromKubernetesModels(folders: readonly string[]): KindSchemas {
  const kinds: Record<string, string> = {};
  const definitions: Record<string, Schema> = {};
  for (const file of folders.flatMap(declarationsIn)) {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const names = exportedNames(source);
    for (const [local, node] of interfacesOf(source)) {
      const name = names.get(local)?.replace(/^I/, '');
      if (name === undefined) continue;
      const members = node.members.filter(ts.isPropertySignature);
      const fields = Object.fromEntries(
        members.flatMap((member) =>
          member.type === undefined ? [] : [[fieldName(member), typeOf(member.type, source)] as const],
        ),
      );
      const required = members.filter((member) => member.questionToken === undefined).map(fieldName);
      const { apiVersion, kind, ...properties } = fields;
      if (apiVersion?.enum?.[0] !== undefined && kind?.enum?.[0] !== undefined && !kind.enum[0].endsWith('List')) {
        kinds[`${apiVersion.enum[0]} ${kind.enum[0]}`] = name;
        delete properties['status'];
        definitions[name] = schemaOf(
          properties,
          required.filter((field) => field in properties),
        );
      } else definitions[name] = schemaOf(fields, required);
    }
  }
  return { kinds, definitions };
}

function schemaOf(properties: Readonly<Record<string, Schema>>, required: readonly string[]): Schema {
  return { type: 'object', properties, ...(required.length > 0 && { required: [...required].sort() }) };
}

function declarationsIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (path) => path.endsWith('.d.ts') && !/(^|\/)(_schemas|node_modules)\//.test(path) && !/index\.d\.ts$/.test(path),
    )
    .sort()
    .map((path) => join(folder, path));
}

/** Interfaces are exported under a name that is unique among all files. */
function exportedNames(source: ts.SourceFile): ReadonlyMap<string, string> {
  const specifiers = source.statements
    .filter(ts.isExportDeclaration)
    .flatMap(({ exportClause }) =>
      exportClause !== undefined && ts.isNamedExports(exportClause) ? [...exportClause.elements] : [],
    );
  return new Map(specifiers.map(({ propertyName, name }) => [propertyName?.text ?? name.text, name.text] as const));
}

function fieldName(member: ts.PropertySignature): string {
  return ts.isStringLiteral(member.name) ? member.name.text : member.name.getText();
}

function typeOf(node: ts.TypeNode, source: ts.SourceFile): Schema {
  if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) return { enum: [node.literal.text] };
  if (ts.isUnionTypeNode(node)) return { enum: node.types.flatMap((type) => typeOf(type, source).enum ?? []) };
  if (ts.isTypeLiteralNode(node)) {
    const index = node.members.find(ts.isIndexSignatureDeclaration);
    return { type: 'object', ...(index !== undefined && { additionalProperties: typeOf(index.type, source) }) };
  }
  const text = node.getText(source);
  if (ts.isTypeReferenceNode(node)) {
    const [argument] = node.typeArguments ?? [];
    if (node.typeName.getText(source) === 'Array' && argument !== undefined) {
      return { type: 'array', items: typeOf(argument, source) };
    }
    const value = values[text];
    if (value !== undefined) return value;
    return text.startsWith('IIo') ? { $ref: `#/definitions/${text.slice(1)}` } : {};
  }
  return ['string', 'number', 'boolean'].includes(text) ? { type: text } : {};
}
