import type { ChartReference, Overlay } from '../../definition/index.ts';
import {
  archiveName,
  chartFolder,
  helmSource,
  type ChartKeys,
  type KeysOfChart,
  type VendoredCharts,
} from '../../charts/index.ts';
import { didYouMean, formatPath, listOf, type Problem } from '../../problem/index.ts';
import { isMapping } from '../../data/index.ts';
import { uncertainKeys } from './uncertain-keys.ts';

/**
 * Checks the keys of an overlay against the vendored chart. Without one, it compares them with the keys that the addon
 * sets, which gives only warnings.
 */
export function checkOverlayKeys(
  overlay: Overlay,
  around: {
    readonly chart: ChartReference | undefined;
    /** Values of the addon itself. */
    readonly own: unknown;
    readonly vendoredCharts: VendoredCharts;
  },
): { readonly problems: readonly Problem[]; readonly uncertainKeys: readonly Problem[] } {
  const { chart, own, vendoredCharts } = around;
  const vendored = chart && vendoredCharts(chart.name, chart.version);
  if (chart === undefined || vendored === undefined) {
    const unchecked = chart === undefined ? [] : uncheckedOverlay(overlay, chart);
    return { problems: [], uncertainKeys: [...uncertainKeys(own, overlay), ...unchecked] };
  }
  if (vendored.knows === undefined) return { problems: vendored.problems, uncertainKeys: [] };
  return { problems: overlayKeyProblems(overlay, chart, vendored.knows, own), uncertainKeys: [] };
}

/**
 * Keys of an overlay that the chart does not know: Helm ignores them silently. Keys that the addon itself sets count as
 * known.
 */
function overlayKeyProblems(
  { file, value }: Overlay,
  chart: ChartReference,
  knows: KeysOfChart,
  own: unknown,
): readonly Problem[] {
  const visit = (theirs: unknown, known: ChartKeys, mine: unknown, path: readonly string[]): readonly Problem[] => {
    if (known.isOpen || !isMapping(theirs)) return [];
    const ownKeys = isMapping(mine) ? mine : {};
    return Object.entries(theirs).flatMap(([key, inner]): readonly Problem[] => {
      const below = known.keys.get(key);
      if (below !== undefined) return visit(inner, below, ownKeys[key], [...path, key]);
      if (Object.hasOwn(ownKeys, key) || knows.elsewhere.has(key)) return [];
      const there = [...known.keys.keys()].sort();
      return [
        {
          code: 'ESP2313',
          file,
          path: formatPath([...path, key]),
          found: `'${key}' is not a key that the chart ${chart.name} ${chart.version} knows here.${didYouMean(key, there)}`,
          expected: `Keys of the chart: ${listOf(there)}.`,
          remedy: 'Correct the key, move it to where the chart reads it, or remove it.',
        },
      ];
    });
  };
  return visit(value, knows.keys, own, []);
}

/** The warning that an overlay's keys are not checked, with the command that vendors the chart. */
function uncheckedOverlay({ file, value }: Overlay, chart: ChartReference): readonly Problem[] {
  if (Object.keys(value).length === 0) return [];
  return [
    {
      code: 'ESP2405',
      file,
      path: '',
      found: 'The keys of this overlay are not checked, and Helm silently ignores unknown keys.',
      expected: `The chart in ${chartFolder}/${archiveName(chart.name, chart.version)}, to check them against.`,
      remedy: `Run: helm pull ${helmSource(chart)} --version ${chart.version} --destination ${chartFolder}`,
    },
  ];
}
