import { pathToFileURL } from 'node:url';

/**
 * A field of a definition's default export; `undefined` where the definition cannot be loaded, which the render tells
 * about: the graph has to stand meanwhile.
 */
export async function definitionField(file: string, field: string): Promise<unknown> {
  try {
    const module: unknown = await import(pathToFileURL(file).href);
    return Reflect.get(Object(Reflect.get(Object(module), 'default')), field);
  } catch {
    return undefined;
  }
}
