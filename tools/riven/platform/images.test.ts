import { directRegistries, names, upstreams } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { workspace } from './tree.ts';

const { platform } = await loadPlatform(workspace);
if (platform === undefined) throw new Error("Riven's model is broken");

const sources = [
  names.registryHost(platform.registry),
  ...directRegistries.map(({ registry }) => registry),
  // Charts that put the registry before an image themselves are given the rest.
  ...upstreams.map(({ prefix }) => prefix),
];

/** Lines of a cluster's manifests and values, with the file that each is in. */
function lines(cluster: string): readonly string[] {
  const root = join(workspace, 'clusters', cluster);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .sort()
    .flatMap((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      return text.split('\n').map((line) => `${path}: ${line}`);
    });
}

describe.each(Object.values(platform.clusters).map((cluster) => [cluster.name, cluster] as const))('%s', (name, of) => {
  const all = lines(name);

  test('names no image of a registry that the platform keeps copies of', () => {
    // Charts are fetched by Argo CD itself.
    const others = all.filter((line) => !/^argocd\/(application-.*: +repoURL:|appproject-.*: +- )/.test(line));
    const direct = others.filter((line) => upstreams.some(({ upstream }) => line.includes(`${upstream}/`)));
    expect(direct).toEqual([]);
  });

  test('runs images of its own registry, and of those that cannot be cached', () => {
    const images = all.flatMap((line) => /: +(?:- )?image: "?([^"{][^"]*)$/.exec(line)?.slice(1) ?? []);
    expect(images).not.toEqual([]);
    const declared = of.addons.flatMap(({ workloads }) => workloads.flatMap((workload) => workload.images));
    const apps = of.apps.flatMap(({ containers }) => containers.map(({ image }) => image));
    const elsewhere = [...images, ...declared, ...apps].filter(
      (image) => !sources.some((source) => image.startsWith(`${source}/`)),
    );
    expect(elsewhere).toEqual([]);
  });
});
