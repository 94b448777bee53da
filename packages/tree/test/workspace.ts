import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { KubernetesObject } from '@espalier/model';
import { onTestFinished } from 'vitest';
import { renderCluster, type ClusterResult, type RenderOptions, type TreeApplication } from '../src/index.ts';

/** A directory of its own for one test, with a `clusters/` that is rendered into. */
export class Workspace {
  readonly directory: string;
  readonly root: string;
  readonly cache: string;

  constructor() {
    this.directory = mkdtempSync(join(tmpdir(), 'espalier-tree-'));
    this.root = join(this.directory, 'clusters');
    this.cache = join(this.directory, '.espalier-cache');
    onTestFinished(() => {
      rmSync(this.directory, { recursive: true, force: true });
    });
  }

  render(
    applications: readonly TreeApplication[],
    options: Partial<RenderOptions> = {},
    cluster = 'production',
  ): ClusterResult {
    return renderCluster({ cluster, applications }, { root: this.root, cache: this.cache, ...options });
  }

  /** Absolute path of a path inside the cluster. */
  path(path: string, cluster = 'production'): string {
    return join(this.root, cluster, path);
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), text);
  }

  read(path: string): string {
    return readFileSync(this.path(path), 'utf8');
  }

  /** Every file of `clusters/`, by its path in it. Empty directories end in `/`. */
  files(): Record<string, string> {
    return Object.fromEntries(
      this.#entries().map((path) => [path, path.endsWith('/') ? '' : readFileSync(join(this.root, path), 'utf8')]),
    );
  }

  /** Paths of the files in one cluster, indices left out. */
  manifests(cluster = 'production'): readonly string[] {
    return this.#entries()
      .filter((path) => path.startsWith(`${cluster}/`) && !path.includes('/.espalier/'))
      .map((path) => path.slice(cluster.length + 1));
  }

  /** Time of last write of all there is in `clusters/`, directories included. */
  times(): Record<string, number> {
    const all = readdirSync(this.root, { recursive: true, encoding: 'utf8' });
    return Object.fromEntries(['', ...all].map((path) => [path, lstatSync(join(this.root, path)).mtimeMs]));
  }

  #entries(directory = ''): readonly string[] {
    return readdirSync(join(this.root, directory), { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => {
        const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
        if (!entry.isDirectory()) return [path];
        const inside = this.#entries(path);
        return inside.length === 0 ? [`${path}/`] : inside;
      });
  }
}

/** An application as tests need it, which counts how often it is built. */
export class TestApplication implements TreeApplication {
  readonly name: string;
  readonly namespace = 'auth';
  readonly inputs: string | undefined;
  builds = 0;
  readonly #objects: readonly KubernetesObject[];
  readonly #files: Readonly<Record<string, string>>;

  constructor(
    name: string,
    objects: readonly KubernetesObject[],
    {
      files = {},
      inputs = JSON.stringify([objects, files]),
    }: { files?: Readonly<Record<string, string>>; inputs?: string | undefined } = {},
  ) {
    this.name = name;
    this.inputs = inputs;
    this.#objects = objects;
    this.#files = files;
  }

  readonly build = (): { objects: readonly KubernetesObject[]; files: Readonly<Record<string, string>> } => {
    this.builds += 1;
    return { objects: this.#objects, files: this.#files };
  };
}

/** A ConfigMap of namespace `auth` with one entry. */
export function configMap(name: string, value = '1', namespace = 'auth'): KubernetesObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data: { value } };
}

/** Codes and files of problems, in short. */
export function inShort(result: ClusterResult): readonly string[] {
  return result.problems.map(({ code, file }) => `${code} ${file}`);
}
