import ts from 'typescript';

/** The interfaces of a declaration file by name. */
export function interfacesOf(source: ts.SourceFile): ReadonlyMap<string, ts.InterfaceDeclaration> {
  return new Map(source.statements.filter(ts.isInterfaceDeclaration).map((node) => [node.name.text, node] as const));
}

/** The text of a tag such as `@schema` in the comment of a declaration. */
export function tagOf(node: ts.Node, tag: string): string | undefined {
  const found = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === tag);
  return found === undefined ? undefined : ts.getTextOfJSDocComment(found.comment)?.trim();
}
