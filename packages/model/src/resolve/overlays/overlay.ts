import type { VendoredCharts } from '../../charts/index.ts';
import { mergeValues } from '../../data/index.ts';
import type { ChartReference, Overlay } from '../../definition/index.ts';
import { problemsOf, type Checked, type Problem } from '../../problem/index.ts';
import { checkOverlayKeys } from './overlay-keys.ts';
import { overlayTypeProblems } from './overlay-types.ts';

/**
 * Merges overlays over the values of an addon and checks each against the addon's values and the chart's known keys.
 */
export function overlay(
  own: unknown,
  overlays: readonly Overlay[],
  { chart, vendoredCharts }: { readonly chart: ChartReference | undefined; readonly vendoredCharts: VendoredCharts },
): Checked<{ readonly values: unknown; readonly uncertainKeys: readonly Problem[] }> {
  const checked = overlays.map((one) => {
    const { problems, uncertainKeys } = checkOverlayKeys(one, { chart, own, vendoredCharts });
    return { value: uncertainKeys, problems: [...overlayTypeProblems(own, one), ...problems] };
  });
  return {
    value: {
      values: overlays.reduce<unknown>((values, { value }) => mergeValues(values, value), own),
      uncertainKeys: checked.flatMap(({ value }) => value),
    },
    problems: problemsOf(...checked),
  };
}
