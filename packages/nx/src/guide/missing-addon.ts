import { ProblemsError } from '@espalier/model';

/** The problem of a command that needs an addon that the cluster does not have. */
export function missingAddon(cluster: string, addon: string, call: string): ProblemsError {
  return new ProblemsError([
    {
      code: 'ESP5002',
      file: `apps/platform/clusters/${cluster}/cluster.ts`,
      path: 'addons',
      found: `Cluster '${cluster}' has no addon that installs ${addon}.`,
      expected: `The command needs ${addon}.`,
      remedy: `Add ${call} to its addons.`,
    },
  ]);
}
