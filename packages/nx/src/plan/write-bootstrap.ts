import { bootstrapOf, configurationText } from '@espalier/cloud';
import type { ResolvedPlatform } from '@espalier/model';
import { renderCluster, type ClusterResult } from '@espalier/tree';
import { join } from 'node:path';
import { workspacePaths } from '../workspace/index.ts';

/**
 * Writes `main.tf.json` of every account, and removes the files of accounts that are no longer in the model. Other
 * files there, such as the lock file and `backend.tf.json`, stay unchanged.
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
      // Its own directory stays empty, since unknown files in an application's directory are reported.
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
