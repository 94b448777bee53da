import type { KubernetesObject, Problem } from '@espalier/model';
import type { ClusterDirectory } from '../disk/index.ts';
import type { TreeApplication } from './cluster-tree.ts';
import { fileNameOf, groupOf } from './file-name.ts';
import { badPath, badValue, describeObject, fileNameTooLong, sameFile, sameObject } from './plan-problems.ts';
import { renderObject, renderText, type RenderedFile } from './rendered-file.ts';
import { findPathFault, maximumNameLength } from './safe-path.ts';
import { YamlValueError } from '../yaml/index.ts';

/** The files of one application, as they should be. */
export interface ApplicationPlan {
  readonly application: TreeApplication;
  readonly objects: number;
  /** By path inside the cluster. */
  readonly files: ReadonlyMap<string, RenderedFile>;
  readonly problems: readonly Problem[];
}

/** Builds an application and converts its content to files. Reads and writes nothing. */
export function planApplication(cluster: ClusterDirectory, application: TreeApplication): ApplicationPlan {
  const { objects, files: otherFiles = {} } = application.build();
  const plan = new Layout(cluster, application);
  for (const object of objects) plan.addObject(object);
  for (const [path, text] of Object.entries(otherFiles)) plan.addFile(path, text);
  return { application, objects: objects.length, files: plan.files, problems: plan.problems };
}

class Layout {
  readonly files = new Map<string, RenderedFile>();
  readonly problems: Problem[] = [];
  readonly #cluster: ClusterDirectory;
  readonly #application: TreeApplication;
  /** The owner of a file, by its path in lower case. */
  readonly #claims = new Map<string, string>();
  readonly #identities = new Set<string>();

  constructor(cluster: ClusterDirectory, application: TreeApplication) {
    this.#cluster = cluster;
    this.#application = application;
  }

  addObject(object: KubernetesObject): void {
    const name = fileNameOf(object, this.#application.namespace);
    const path = `${this.#application.name}/${name}`;
    const identity = this.#identify(object);
    if (this.#identities.has(identity)) {
      this.problems.push(sameObject(this.#cluster.show(path), object));
      return;
    }
    this.#identities.add(identity);
    // Only ASCII is left in an encoded name, so characters are bytes.
    if (name.length > maximumNameLength) {
      this.problems.push(fileNameTooLong(this.#cluster.show(this.#application.name), object, name.length));
    } else if (this.#claim(path, describeObject(object))) {
      this.#render(path, object);
    }
  }

  addFile(path: string, text: string): void {
    const fault = findPathFault(path);
    if (fault !== undefined) {
      this.problems.push(
        badPath({ cluster: this.#cluster.shownPath, application: this.#application.name, path }, fault),
      );
    } else if (this.#claim(path, `the file ${path}`)) {
      this.files.set(path, renderText(text));
    }
  }

  #identify(object: KubernetesObject): string {
    const namespace = object.metadata.namespace ?? this.#application.namespace ?? '';
    return [groupOf(object), object.kind, namespace, object.metadata.name].join('\n');
  }

  #claim(path: string, claimant: string): boolean {
    const key = path.toLowerCase();
    const other = this.#claims.get(key);
    if (other !== undefined) this.problems.push(sameFile(this.#cluster.show(path), other, claimant));
    else this.#claims.set(key, claimant);
    return other === undefined;
  }

  #render(path: string, object: KubernetesObject): void {
    try {
      this.files.set(path, renderObject(object));
    } catch (error) {
      if (!(error instanceof YamlValueError)) throw error;
      this.problems.push(badValue(this.#cluster.show(path), object, error.path, error.found));
    }
  }
}
