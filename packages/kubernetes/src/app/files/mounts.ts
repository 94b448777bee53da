import { names, receive, type ResolvedApp, type ResolvedContainer } from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';
import type { Plain } from '../../objects/index.ts';
import { appProblem, definitionPath, pathInPod } from '../context/index.ts';
import { configKey, hasFiles } from './config-map.ts';
import { nameOfPath, volumeSpelling } from './legal-name.ts';

type Mount = Plain<k8s.VolumeMount>;

/**
 * The pod's volumes: its ConfigMap, the Secrets that are mounted as files, and a scratch volume for each writable
 * directory.
 *
 * @throws ProblemsError ESP3031 if a claim of a StatefulSet has the name of one of them and would replace it
 */
export function volumesOf(app: ResolvedApp): readonly Plain<k8s.Volume>[] {
  const volumes = [
    ...(hasFiles(app) ? [{ name: configVolume, configMap: { name: app.name } }] : []),
    ...secretDirectories(app).map(({ volume, secretName }) => ({ name: volume, secret: { secretName } })),
    ...app.containers.flatMap((container) =>
      container.writableDirectories.map((path) => ({ name: scratchVolume(app, container, path), emptyDir: {} })),
    ),
  ];
  checkVolumes(app, volumes);
  return volumes;
}

/**
 * The volume mounts of a container. Files are mounted one by one, so that a file in `/etc` does not hide the directory.
 * Such a mount does not change while a pod runs, so the checksum annotation replaces the pod. Secrets and the claims of
 * a StatefulSet go to the main container.
 *
 * @throws ProblemsError ESP3003 if two volumes would be mounted at one path
 */
export function mountsOf(app: ResolvedApp, container: ResolvedContainer): readonly Mount[] {
  const mounts: readonly Mount[] = [
    ...Object.keys(container.files).map((path): Mount => {
      return { name: configVolume, mountPath: path, subPath: configKey(app, container, path), readOnly: true };
    }),
    ...(container === app.containers[0] ? mainMounts(app) : []),
    ...container.writableDirectories.map((path) => ({
      name: scratchVolume(app, container, path),
      mountPath: path,
    })),
  ];
  checkPaths(app, container, mounts);
  return mounts;
}

function mainMounts(app: ResolvedApp): readonly Mount[] {
  const claims = app.workload.kind === 'statefulSet' ? app.workload.volumes : [];
  return [
    ...secretDirectories(app).map(({ volume, directory }): Mount => {
      return { name: volume, mountPath: directory, readOnly: true };
    }),
    ...claims.map(({ name, path }) => ({ name, mountPath: path })),
  ];
}

const configVolume = 'config';

function secretDirectories(app: ResolvedApp) {
  return app.needs.flatMap((need) => {
    const { directory } = receive(need);
    if (directory === undefined) return [];
    return [{ directory, secretName: need.secretName, volume: names.secretVolume(need.name) }];
  });
}

function scratchVolume(app: ResolvedApp, container: ResolvedContainer, path: string): string {
  return `writable-${nameOfPath(pathInPod(app, container, path), volumeSpelling)}`;
}

function checkVolumes(app: ResolvedApp, volumes: readonly { readonly name: string }[]): void {
  const claims = app.workload.kind === 'statefulSet' ? app.workload.volumes : [];
  const taken = claims.find((claim) => volumes.some(({ name }) => name === claim.name));
  if (taken === undefined) return;
  throw appProblem(app, {
    code: 'ESP3031',
    path: `workload.volumes.${taken.name}`,
    found: `The pod has a volume '${taken.name}' already, which the claim would replace.`,
    expected: `A name other than ${volumes.map(({ name }) => name).join(', ')}.`,
    remedy: 'Rename the volume.',
  });
}

function checkPaths(app: ResolvedApp, container: ResolvedContainer, mounts: readonly Mount[]): void {
  const taken = new Set<string>();
  for (const { mountPath } of mounts) {
    const path = mountPath.replace(/\/+$/, '');
    if (taken.has(path)) {
      throw appProblem(app, {
        code: 'ESP3003',
        path: definitionPath(app, container),
        found: `Two volumes would be mounted at ${mountPath}.`,
        expected: "Files, writable directories, volumes and the '/secrets/…' of needs are at different paths.",
        remedy: 'Remove one of them, or give it another path.',
      });
    }
    taken.add(path);
  }
}
