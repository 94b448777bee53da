import { ProblemsError, type ResolvedCluster, type ResolvedPlatform } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import {
  accountBootstrap,
  bootstrapSteps,
  earlierPlatform,
  formatAccountBootstrap,
  formatSecrets,
  formatSteps,
  formatUninstallation,
  formatWaves,
  notNamed,
  secretsToFill,
  uninstallation,
  waves,
} from '../guide/index.ts';
import { accountByName, clusterByName } from '../workspace/index.ts';

/** The content of a guide: as data, and as text. */
interface GuideOutput {
  readonly json: unknown;
  readonly text: string;
}

/** The content of each guide; the Nx plugin has a target and the command line a command for each. */
const guides = {
  bootstrap: (platform: ResolvedPlatform, cluster: ResolvedCluster): GuideOutput => {
    const steps = bootstrapSteps(platform, cluster);
    return { json: steps, text: formatSteps(cluster, steps) };
  },
  order: (_platform: ResolvedPlatform, cluster: ResolvedCluster): GuideOutput => {
    const all = waves(cluster);
    return { json: all, text: formatWaves(cluster, all) };
  },
  secrets: (_platform: ResolvedPlatform, cluster: ResolvedCluster): GuideOutput => {
    const secrets = secretsToFill(cluster);
    return { json: secrets, text: formatSecrets(cluster, secrets) };
  },
};

export type Guide = keyof typeof guides;

/** The cluster of a guide, and its output format. */
interface Request {
  readonly cluster: string;
  readonly json: boolean;
}

/**
 * The text, or JSON, of a guide about a cluster of the workspace.
 *
 * @throws ProblemsError where the model is broken or has no such cluster
 */
export function guide(which: Guide, workspace: string, request: Request): Promise<string> {
  return printedOfCluster(workspace, request, guides[which]);
}

/**
 * The text, or JSON, of the guide that uninstalls an addon or an app from a cluster. If it has left the model, the
 * guide uses the last commit that had it.
 *
 * @throws ProblemsError if the model is invalid or has no such cluster, or if the cluster has no such removable
 * application; ESP5009 if none is named
 */
export function uninstallGuide(
  workspace: string,
  { application, ...request }: Request & { readonly application: string | undefined },
): Promise<string> {
  return printedOfCluster(workspace, request, async (platform, cluster) => {
    if (application === undefined) throw notNamed(cluster);
    const isThere = cluster.applications.some(({ name }) => name === application);
    const earlier = isThere ? undefined : await earlierPlatform(workspace, cluster.name, application);
    const clusterThen = earlier?.platform.clusters[cluster.name];
    const json =
      earlier === undefined || clusterThen === undefined
        ? uninstallation(platform, cluster, application)
        : uninstallation(earlier.platform, clusterThen, application, {
            removedBy: earlier.removedBy,
            isGoneEverywhere: !platform.apps.includes(application),
          });
    return { json, text: formatUninstallation(cluster, json) };
  });
}

/**
 * The text, or JSON, of the first steps in an account of the workspace's platform.
 *
 * @throws ProblemsError if the model is invalid, has no such account, or its repository is not on GitHub
 */
export function accountGuide(
  workspace: string,
  { account: name, json }: { readonly account: string; readonly json: boolean },
): Promise<string> {
  return printed(workspace, json, (platform) => {
    const account = accountByName(platform, name);
    const steps = accountBootstrap(platform, account);
    return { json: steps, text: formatAccountBootstrap(account, steps) };
  });
}

function printedOfCluster(
  workspace: string,
  { cluster, json }: Request,
  outputOf: (platform: ResolvedPlatform, cluster: ResolvedCluster) => GuideOutput | Promise<GuideOutput>,
): Promise<string> {
  return printed(workspace, json, (platform) => outputOf(platform, clusterByName(platform, cluster)));
}

async function printed(
  workspace: string,
  json: boolean,
  outputOf: (platform: ResolvedPlatform) => GuideOutput | Promise<GuideOutput>,
): Promise<string> {
  const { platform, problems } = await loadPlatform(workspace);
  if (platform === undefined) throw new ProblemsError(problems);
  const output = await outputOf(platform);
  return json ? JSON.stringify(output.json, undefined, 2) : output.text;
}
