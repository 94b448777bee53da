import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

export const workspace = join(import.meta.dirname, '../../..');

/** A field of data that is not known by type: what a YAML file holds at a path such as `spec.rules.0.host`. */
export function at(data: unknown, path: string): unknown {
  let value = data;
  for (const part of path.split('.')) value = Reflect.get(Object(value), part);
  return value;
}

/** One manifest of the committed tree. */
export function manifest(cluster: string, path: string): unknown {
  return parse(readFileSync(join(workspace, 'clusters', cluster, path), 'utf8')) as unknown;
}

/** The committed Helm values of an addon. */
export function values(cluster: string, addon: string): unknown {
  return manifest(cluster, `values/${addon}.yaml`);
}

/** Every manifest of the committed tree, by its path. */
export function manifests(cluster: string): ReadonlyMap<string, unknown> {
  const root = join(workspace, 'clusters', cluster);
  const files = existsSync(root) ? readdirSync(root, { recursive: true, encoding: 'utf8' }) : [];
  return new Map(
    files
      .filter((path) => /^(?!values\/|cloud\/|\.espalier\/).*\.yaml$/.test(path))
      .sort()
      .flatMap((path) =>
        parseAllDocuments(readFileSync(join(root, path), 'utf8')).map(
          (document, index) => [`${path}#${index}`, document.toJS() as unknown] as const,
        ),
      ),
  );
}
