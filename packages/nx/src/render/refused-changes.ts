import type { KubernetesObject, Problem, ResolvedCluster } from '@espalier/model';
import { refusedChanges, type Refusal } from '@espalier/review';
import type { ReplacedFile } from '@espalier/tree';
import { createHash } from 'node:crypto';
import { parse } from 'yaml';

/** Collects what the API server of a cluster will refuse of the files that a render replaces. */
export class RefusedChanges {
  readonly problems: Problem[] = [];
  readonly #version: string;
  /** Clusters of an environment replace the same texts by the same. */
  static readonly #known = new Map<string, readonly Refusal[]>();

  constructor({ kubernetesVersion }: ResolvedCluster) {
    this.#version = kubernetesVersion;
  }

  /** Looks at one file, before it is replaced. */
  see({ cluster, path, before, after }: ReplacedFile): void {
    const file = `clusters/${cluster}/${path}`;
    this.problems.push(...this.#refusals(path, before, after).map((refusal) => asProblem(file, refusal)));
  }

  #refusals(path: string, before: string, after: string): readonly Refusal[] {
    const key = createHash('sha256').update([this.#version, before, after].join('\0')).digest('base64');
    const known = RefusedChanges.#known.get(key);
    if (known !== undefined) return known;
    const [old, now] = [objectOf(before), objectOf(after)];
    const refusals =
      path.startsWith('values/') || old === undefined || now === undefined || old.kind !== now.kind
        ? []
        : refusedChanges({ before: old, after: now, kubernetesVersion: this.#version });
    RefusedChanges.#known.set(key, refusals);
    return refusals;
  }
}

/** The object of a manifest; `undefined` for a file of anything else, or of more than one document. */
function objectOf(text: string): KubernetesObject | undefined {
  try {
    const value: unknown = parse(text);
    return typeof value === 'object' && value !== null && 'kind' in value && 'metadata' in value
      ? (value as KubernetesObject)
      : undefined;
  } catch {
    return undefined;
  }
}

function asProblem(file: string, { code, path, before, after, because, steps }: Refusal): Problem {
  return {
    code,
    file,
    path,
    found: `It changes from ${before} to ${after}, which the API server refuses.`,
    expected: because,
    remedy: steps.map((step, index) => (steps.length === 1 ? step : `${index + 1}. ${step}`)).join('\n'),
  };
}
