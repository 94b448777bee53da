import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { workspace } from './data.ts';
import type { RenderedObject } from './rendered-object.ts';

/** Every object of a cluster's directory that Argo CD applies, by its file relative to the workspace. */
export function objectsOfTree(cluster: string): readonly { readonly file: string; readonly object: RenderedObject }[] {
  const folder = join('clusters', cluster);
  return readdirSync(join(workspace, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml') && !/^(values|cloud|\.espalier)\//.test(path))
    .map((path) => join(folder, path))
    .sort()
    .flatMap((file) =>
      parseAllDocuments(readFileSync(join(workspace, file), 'utf8')).map((document) => ({
        file,
        object: document.toJS() as RenderedObject,
      })),
    );
}
