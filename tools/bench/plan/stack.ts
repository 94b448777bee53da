import { loadPlatform } from '@espalier/model/load';
import type { ResolvedPlatform } from '@espalier/model';
import { environmentName } from '../fleet/fleet.ts';

/** The stack that is planned: the environment's of a fleet with one cluster, where the needs of its apps are. */
export const stack = `environment-${environmentName(1)}`;

/** The model of the workspace that the process runs in. */
export async function loadFleet(): Promise<ResolvedPlatform> {
  const { platform, problems } = await loadPlatform(process.cwd());
  if (platform === undefined) throw new Error(JSON.stringify(problems));
  return platform;
}
