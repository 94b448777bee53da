import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { appFile, fleetFiles, releaseFile, type FleetSize } from './fleet.ts';

const repository = resolve(import.meta.dirname, '../../..');

/** A fleet's workspace on disk, with the packages of this repository from source. */
export class FleetWorkspace {
  readonly root: string;
  readonly tree: string;

  /** @param directory where to put it */
  constructor(directory: string, size: FleetSize) {
    this.root = mkdtempSync(join(directory, 'espalier-bench-'));
    this.tree = join(this.root, 'clusters');
    this.#write('package.json', JSON.stringify({ name: 'fleet', private: true, type: 'module' }));
    for (const [path, text] of Object.entries(fleetFiles(size))) this.#write(path, text);
    this.#linkModules();
  }

  /** Forgets all that was rendered, and what is known of it. */
  reset(): void {
    rmSync(this.tree, { recursive: true, force: true });
    rmSync(join(this.root, 'node_modules/.cache'), { recursive: true, force: true });
  }

  /** Another image of the first app in the first environment. */
  release(tag: string): void {
    this.#write(...releaseFile(1, 1, tag));
  }

  /** Another definition of the first app. */
  define(build: string): void {
    this.#write(...appFile(1, build));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  #write(path: string, text: string): void {
    const absolute = join(this.root, path);
    mkdirSync(dirname(absolute), { recursive: true });
    writeFileSync(absolute, text);
  }

  /** A directory of its own, since the render's cache stands in it. */
  #linkModules(): void {
    const modules = join(this.root, 'node_modules');
    mkdirSync(modules);
    for (const name of readdirSync(join(repository, 'node_modules'))) {
      if (!name.startsWith('.')) symlinkSync(join(repository, 'node_modules', name), join(modules, name));
    }
  }
}
