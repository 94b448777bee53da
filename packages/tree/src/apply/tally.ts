import type { Problem } from '@espalier/model';
import type { ApplicationChange, Applied } from './apply-application.ts';

/**
 * The changes from rendering one cluster. Paths are relative to the cluster's directory; counts include manifests and
 * values.
 */
export interface ClusterResult {
  readonly cluster: string;
  readonly applications: number;
  readonly objects: number;
  readonly written: number;
  readonly unchanged: number;
  readonly pruned: number;
  /** One entry for each application with changed files. */
  readonly changes: readonly ApplicationChange[];
  readonly problems: readonly Problem[];
}

/** Counts the changes of a render, so that an aborted render can still report them. */
export class Tally {
  readonly #cluster: string;
  readonly #applications: number;
  readonly #changes: ApplicationChange[] = [];
  readonly #problems: Problem[] = [];
  readonly #counts = { objects: 0, written: 0, unchanged: 0, pruned: 0 };

  constructor(cluster: string, applications: number) {
    this.#cluster = cluster;
    this.#applications = applications;
  }

  get hasProblems(): boolean {
    return this.#problems.length > 0;
  }

  addProblems(problems: readonly Problem[]): void {
    this.#problems.push(...problems);
  }

  addObjects(objects: number): void {
    this.#counts.objects += objects;
  }

  addUnchanged(files: number): void {
    this.#counts.unchanged += files;
  }

  addApplied({ change, unchanged, problems }: Applied): void {
    this.#counts.unchanged += unchanged;
    this.#counts.written += change.added.length + change.changed.length;
    this.#counts.pruned += change.removed.length;
    if (change.added.length + change.changed.length + change.removed.length > 0) this.#changes.push(change);
    this.addProblems(problems);
  }

  result(): ClusterResult {
    return {
      cluster: this.#cluster,
      applications: this.#applications,
      ...this.#counts,
      changes: this.#changes,
      problems: this.#problems,
    };
  }
}
