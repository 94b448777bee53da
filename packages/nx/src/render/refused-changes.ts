import type { KubernetesObject, Problem, ResolvedCluster } from '@espalier/model';
import { changedClaims, refusedChanges, type Refusal } from '@espalier/review';
import type { ReplacedFile } from '@espalier/tree';
import { createHash } from 'node:crypto';
import { parse } from 'yaml';

/** Changed files that the API server of a cluster will refuse. */
export class RefusedChanges {
  readonly #version: string;
  readonly #namespaces: ReadonlyMap<string, string>;
  /** Clusters of an environment have the same changes. */
  static readonly #known = new Map<string, readonly Refusal[]>();

  constructor({ kubernetesVersion, addons }: ResolvedCluster) {
    this.#version = kubernetesVersion;
    this.#namespaces = new Map(addons.map(({ name, namespace }) => [`values/${name}.yaml`, namespace]));
  }

  problems(folder: string, files: readonly Pick<ReplacedFile, 'path' | 'before' | 'after'>[]): readonly Problem[] {
    return files.flatMap(({ path, before, after }) =>
      this.#refusals(path, before, after).map((refusal) => asProblem(`${folder}/${path}`, refusal)),
    );
  }

  #refusals(path: string, before: string, after: string): readonly Refusal[] {
    const key = createHash('sha256').update([this.#version, before, after].join('\0')).digest('base64');
    const known = RefusedChanges.#known.get(key);
    if (known !== undefined) return known;
    const refusals = this.#compare(path, documentOf(before), documentOf(after));
    RefusedChanges.#known.set(key, refusals);
    return refusals;
  }

  #compare(path: string, before: unknown, after: unknown): readonly Refusal[] {
    const namespace = this.#namespaces.get(path);
    if (namespace !== undefined) return changedClaims({ before, after, namespace });
    if (!isObject(before) || !isObject(after) || before.kind !== after.kind) return [];
    // In another namespace it is a different object.
    if (before.metadata.namespace !== after.metadata.namespace) return [];
    return refusedChanges({ before, after, kubernetesVersion: this.#version });
  }
}

/** The data of a file; `undefined` unless it is one YAML document. */
function documentOf(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is KubernetesObject {
  return typeof value === 'object' && value !== null && 'kind' in value && 'metadata' in value;
}

function asProblem(file: string, { code, path, before, after, because, steps, isCertain }: Refusal): Problem {
  return {
    code,
    file,
    path,
    found: `It changes from ${before} to ${after}, which the API server ${isCertain === false ? 'may refuse' : 'refuses'}.`,
    expected: because,
    remedy: steps.map((step, index) => (steps.length === 1 ? step : `${index + 1}. ${step}`)).join('\n'),
  };
}
