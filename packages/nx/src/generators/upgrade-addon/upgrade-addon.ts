import { definitionPlaces, loadDefinitions } from '@espalier/model/load';
import { ProblemsError, resolve, type Definitions, type ResolvedPlatform } from '@espalier/model';
import type { Tree } from '@nx/devkit';
import { clusterByName } from '../../workspace/index.ts';
import { editChartsFile, readChartVersions } from './charts-file.ts';
import { chartsOfClusters, installationsOf } from './charts-of-clusters.ts';
import { previewClusters } from './preview.ts';
import { previewLines, upgradeLines } from './report.ts';
import type { UpgradeAddonSchema } from './schema.d.ts';
import { planUpgrade } from './upgrade.ts';

/**
 * Sets the version of a chart in `apps/platform/charts.yaml`, and shows what a render will then change in the tree.
 * Nothing in `clusters/` is written.
 *
 * @throws ProblemsError ESP5003, ESP5004 or ESP5005 if the request names something that does not exist, and all
 * problems of the model before or after
 */
export async function upgradeAddon(tree: Tree, { chart, to, cluster }: UpgradeAddonSchema): Promise<void> {
  const { definitions, problems } = await loadDefinitions(tree.root);
  if (definitions === undefined || problems.length > 0) throw new ProblemsError(problems);
  const file = definitionPlaces.chartVersions;
  const text = tree.read(file, 'utf8') ?? undefined;
  const platform = resolveWith(definitions, text);
  if (cluster !== undefined) clusterByName(platform, cluster);

  const request = { chart, to: String(to), cluster };
  const installations = installationsOf(chart, chartsOfClusters(definitions), cluster);
  const upgrade = planUpgrade(request, installations, text === undefined ? {} : readChartVersions(text));
  print(upgradeLines(request, upgrade));
  if (upgrade.lines.length === 0) return;

  const changed = editChartsFile(text, upgrade.lines);
  const upgraded = resolveWith(definitions, changed);
  const clusters = upgrade.changes.map((change) => change.cluster);
  print(previewLines(previewClusters(tree.root, { before: platform, after: upgraded }, clusters)));
  tree.write(file, changed);
}

/** The platform with the versions of a given text of `charts.yaml`. */
function resolveWith(definitions: Definitions, text: string | undefined): ResolvedPlatform {
  const file = definitionPlaces.chartVersions;
  const chartVersions = text === undefined ? undefined : { file, value: readChartVersions(text) };
  const { platform, problems } = resolve({ ...definitions, chartVersions });
  if (platform === undefined) throw new ProblemsError(problems);
  return platform;
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
