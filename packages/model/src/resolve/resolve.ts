import type { Definitions } from '../definition/index.ts';
import { once, problemsOf, type Problem } from '../problem/index.ts';
import type { ResolvedPlatform } from '../resolved/index.ts';
import { resolveDeployments } from './app/index.ts';
import { resolveClusters } from './cluster/clusters.ts';
import { resolveEnvironments } from './environment/environments.ts';
import { resolvePlatform } from './platform.ts';
import { validateDefinitions } from './validate/index.ts';

/** The result of resolving: a platform, or all problems. */
export type Resolution =
  | { readonly platform: ResolvedPlatform; readonly problems: readonly [] }
  | { readonly platform: undefined; readonly problems: readonly Problem[] };

/**
 * Checks everything that was read, fills every default, and returns the whole model as frozen plain data.
 *
 * This is the only place that fills defaults. All problems are reported together. Invalid definitions skip further
 * checks, but their names stay known, so that one mistake is reported once.
 */
export function resolve(definitions: Definitions): Resolution {
  const valid = validateDefinitions(definitions);
  if (valid.value === undefined) return { platform: undefined, problems: valid.problems };
  const environments = resolveEnvironments(valid.value);
  if (environments.value === undefined) return { platform: undefined, problems: problemsOf(valid, environments) };
  const deployments = resolveDeployments(valid.value, environments.value);
  const clusters = resolveClusters(valid.value, environments.value, deployments.value);
  const platform = resolvePlatform({
    valid: valid.value,
    environments: environments.value,
    deployments: deployments.value,
    clusters: clusters.value,
  });
  const problems = once(problemsOf(valid, environments, deployments, clusters, platform));
  return problems.length > 0 ? { platform: undefined, problems } : { platform: platform.value, problems: [] };
}
