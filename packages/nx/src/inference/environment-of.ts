import { pathToFileURL } from 'node:url';

/**
 * The environment that a cluster's definition names; `undefined` where the definition cannot be loaded, which the
 * render tells about: the graph has to stand meanwhile.
 */
export async function environmentOf(clusterFile: string): Promise<string | undefined> {
  try {
    const module: unknown = await import(pathToFileURL(clusterFile).href);
    const environment: unknown = Reflect.get(Object(Reflect.get(Object(module), 'default')), 'environment');
    return typeof environment === 'string' ? environment : undefined;
  } catch {
    return undefined;
  }
}
