import { pathToFileURL } from 'node:url';

/**
 * A field of a definition's default export; `undefined` if the definition cannot be loaded. The render reports that;
 * the graph must still work.
 */
export async function definitionField(file: string, field: string): Promise<unknown> {
  try {
    const module: unknown = await import(pathToFileURL(file).href);
    return Reflect.get(Object(Reflect.get(Object(module), 'default')), field);
  } catch {
    return undefined;
  }
}
