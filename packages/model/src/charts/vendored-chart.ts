import type { Problem } from '../problem/index.ts';
import { unpackChart } from './archive.ts';
import { keysOfChart, read, textAt, type KeysOfChart } from './keys-of-chart.ts';

/** A chart in `manifests/charts`. */
export interface VendoredChart {
  /** `undefined` if the archive cannot be read. */
  readonly knows: KeysOfChart | undefined;
  readonly problems: readonly Problem[];
}

/** The chart with a name and exact version, if its archive is vendored. */
export type VendoredCharts = (name: string, version: string) => VendoredChart | undefined;

/** Reads the archive of a chart and checks it against the file's name. */
export function vendoredChart(packed: Buffer, file: string, name: string, version: string): VendoredChart {
  const remedy = 'Delete the file and pull the chart again.';
  const unreadable = (found: string): VendoredChart => ({
    knows: undefined,
    problems: [
      {
        code: 'ESP1008',
        file,
        path: '',
        found,
        expected: 'A chart as `helm pull` writes it, to check the keys of overlays against.',
        remedy,
      },
    ],
  });
  const { files, refused } = unpackChart(packed);
  if (files === undefined) return unreadable(refused);
  try {
    const chart = read(files, 'Chart.yaml');
    if (chart === undefined) return unreadable('It has no Chart.yaml inside one folder.');
    const [ownName, ownVersion] = [textAt(chart, 'name'), textAt(chart, 'version')];
    if (ownName === name && ownVersion === version) return { knows: keysOfChart(files), problems: [] };
    const mismatch: Problem = {
      code: 'ESP1009',
      file,
      path: 'Chart.yaml',
      found: `It contains the chart ${ownName ?? 'without a name'} ${ownVersion ?? 'without a version'}.`,
      expected: `The chart that the file is named after: ${name} ${version}.`,
      remedy,
    };
    return { knows: undefined, problems: [mismatch] };
  } catch (error) {
    return unreadable(`A file in it is not YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
}
