import type { KubernetesObject, ResolvedApp, ResolvedContainer } from '@espalier/model';
import { appMetadata, digest, withSyncOptions } from '../../objects/index.ts';
import { pathInPod } from '../context/index.ts';
import { configKeySpelling, nameOfPath } from './legal-name.ts';

/** The ConfigMap with the configuration files of all containers; none without files. */
export function configMap(app: ResolvedApp): readonly KubernetesObject[] {
  if (!hasFiles(app)) return [];
  const metadata = appMetadata(app);
  return [withSyncOptions({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: configData(app) })];
}

/** Whether any container has configuration files. */
export function hasFiles(app: ResolvedApp): boolean {
  return app.containers.some(({ files }) => Object.keys(files).length > 0);
}

/** A checksum of the configuration files. As an annotation of the pods, it replaces the pods when a file changes. */
export function configChecksum(app: ResolvedApp): string | undefined {
  return hasFiles(app) ? digest(configData(app)) : undefined;
}

/** Key of a container's file: its path, and the container's name for sidecars. */
export function configKey(app: ResolvedApp, container: ResolvedContainer, path: string): string {
  return nameOfPath(pathInPod(app, container, path), configKeySpelling);
}

function configData(app: ResolvedApp): Readonly<Record<string, string>> {
  const files = app.containers.flatMap((container) =>
    Object.entries(container.files).map(([path, text]) => [configKey(app, container, path), text] as const),
  );
  return Object.fromEntries(files);
}
