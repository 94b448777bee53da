import type { ResolvedAddon, ResolvedPlatform } from '@espalier/model';
import { hasCompanionObjects } from '../addon/index.ts';
import { directorySource, type ApplicationOptions } from './application.ts';

/**
 * The sources of an addon: its chart with the values of the tree, and the directory of its companion objects, if any.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/multiple_sources/#helm-value-files-from-external-git-repository
 */
export function addonSource(
  platform: ResolvedPlatform,
  cluster: string,
  addon: ResolvedAddon,
): Pick<ApplicationOptions, 'source' | 'generatePaths'> {
  const { name, chart } = addon;
  const directory = directorySource(platform, cluster, name);
  if (chart === undefined) return { source: { source: directory }, generatePaths: '.' };
  const values = `clusters/${cluster}/values/${name}.yaml`;
  const repository = { repoURL: platform.repository, targetRevision: platform.revision };
  const hasDirectory = hasCompanionObjects(addon);
  const chartSource = {
    repoURL: chart.repository,
    chart: chart.name,
    targetRevision: chart.version,
    helm: {
      releaseName: name,
      valueFiles: [`$values/${values}`],
      ...(chart.skipCrds === true ? { skipCrds: true } : {}),
    },
  };
  return {
    source: { sources: [chartSource, { ...(hasDirectory ? directory : repository), ref: 'values' }] },
    generatePaths: [`/${values}`, ...(hasDirectory ? [`/clusters/${cluster}/${name}`] : [])].join(';'),
  };
}
