import { bootstrapOf, configurationText } from '@espalier/cloud';
import type { ResolvedPlatform } from '@espalier/model';
import { renderCluster, type ClusterResult } from '@espalier/tree';
import { join } from 'node:path';
import { workspacePaths } from '../workspace/index.ts';

/**
 * Writes `main.tf.json` of every account, and removes that of accounts that are gone from the model. What Terraform and
 * people keep next to it, such as the lock file and `backend.tf.json`, is left alone.
 *
 * @param workspace absolute path
 * @param force whether files that were edited by hand are overwritten
 * @throws ProblemsError as `bootstrapOf` does
 */
export function writeBootstrap(workspace: string, platform: ResolvedPlatform, force: boolean): ClusterResult {
  const files = Object.fromEntries(
    Object.values(platform.accounts).map((account) => [
      `${account.name}/main.tf.json`,
      configurationText(bootstrapOf(platform, account)),
    ]),
  );
  return renderCluster(
    {
      cluster: 'bootstrap',
      // Its own directory stays empty: whatever else lies in an application's directory is reported.
      applications: [{ name: 'main-tf-json', inputs: undefined, build: () => ({ objects: [], files }) }],
    },
    {
      root: join(workspace, 'apps', 'cloud'),
      shownRoot: 'apps/cloud',
      cache: join(workspacePaths(workspace).cache, 'bootstrap'),
      force,
    },
  );
}
