import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { archiveName, chartFolder, vendoredChart, type VendoredChart, type VendoredCharts } from '../charts/index.ts';

/**
 * The charts of `manifests/charts`. Each is read at its first use and then cached, since most renders use only a few.
 *
 * @param archives names of the files in the folder; a chart's name never makes a path
 */
export function vendoredCharts(root: string, archives: readonly string[]): VendoredCharts {
  const known = new Map<string, VendoredChart>();
  return (name, version) => {
    const archive = archiveName(name, version);
    if (!archives.includes(archive)) return undefined;
    const file = `${chartFolder}/${archive}`;
    const chart = known.get(archive) ?? vendoredChart(readFileSync(join(root, file)), file, name, version);
    known.set(archive, chart);
    return chart;
  };
}
