import type { Problem } from '@espalier/model';
import type { Applied } from './apply-application.ts';
import type { ApplicationChange, ClusterResult } from './cluster-result.ts';

/** Counts what a render did so far, so that one that has to stop can still say it. */
export class Tally {
  readonly #cluster: string;
  readonly #applications: number;
  readonly #changes: ApplicationChange[] = [];
  readonly #problems: Problem[] = [];
  #objects = 0;
  #written = 0;
  #unchanged = 0;
  #pruned = 0;

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
    this.#objects += objects;
  }

  addUnchanged(files: number): void {
    this.#unchanged += files;
  }

  addApplied({ change, unchanged, problems }: Applied): void {
    this.#unchanged += unchanged;
    this.#written += change.added.length + change.changed.length;
    this.#pruned += change.removed.length;
    if (change.added.length + change.changed.length + change.removed.length > 0) this.#changes.push(change);
    this.addProblems(problems);
  }

  result(): ClusterResult {
    return {
      cluster: this.#cluster,
      applications: this.#applications,
      objects: this.#objects,
      written: this.#written,
      unchanged: this.#unchanged,
      pruned: this.#pruned,
      changes: this.#changes,
      problems: this.#problems,
    };
  }
}
