import { ProblemsError, type ResolvedCluster, type ResolvedPlatform } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import { bootstrapSteps, formatSteps } from './bootstrap.ts';
import { clusterByName } from './cluster-by-name.ts';
import { formatWaves, waves } from './order.ts';
import { formatSecrets, secretsToFill } from './secrets.ts';

/** What a guide tells about a cluster: as data, and as text. */
interface Told {
  readonly json: unknown;
  readonly text: string;
}

/** What each guide tells; the Nx plugin has a target and the command line a command for each. */
const guides = {
  bootstrap: (platform: ResolvedPlatform, cluster: ResolvedCluster): Told => {
    const steps = bootstrapSteps(platform, cluster);
    return { json: steps, text: formatSteps(cluster, steps) };
  },
  order: (_platform: ResolvedPlatform, cluster: ResolvedCluster): Told => {
    const all = waves(cluster);
    return { json: all, text: formatWaves(cluster, all) };
  },
  secrets: (_platform: ResolvedPlatform, cluster: ResolvedCluster): Told => {
    const secrets = secretsToFill(cluster);
    return { json: secrets, text: formatSecrets(cluster, secrets) };
  },
};

export type Guide = keyof typeof guides;

/**
 * The text, or JSON, of a guide about a cluster of the workspace.
 *
 * @throws ProblemsError where the model is broken or has no such cluster
 */
export async function guide(
  which: Guide,
  workspace: string,
  { cluster, json }: { readonly cluster: string; readonly json: boolean },
): Promise<string> {
  const { platform, problems } = await loadPlatform(workspace);
  if (platform === undefined) throw new ProblemsError(problems);
  const told = guides[which](platform, clusterByName(platform, cluster));
  return json ? JSON.stringify(told.json, undefined, 2) : told.text;
}
