import type { ResolvedAddon, ResolvedCluster } from '@espalier/model';
import { conformanceText } from './data.ts';
import { chartFolder, helmTemplate, objectsIn } from './helm.ts';
import type { RenderedObject } from './rendered-object.ts';

const rendered = new Map<ResolvedAddon, readonly RenderedObject[] | undefined>();

/**
 * What the addon's chart renders of the values of the cluster: rendered now where Helm and the chart are at hand, read
 * from the data elsewhere; `undefined` if that holds nothing of the addon.
 */
export function renderedObjects(cluster: ResolvedCluster, addon: ResolvedAddon): readonly RenderedObject[] | undefined {
  if (!rendered.has(addon)) rendered.set(addon, renderNow(cluster, addon) ?? renderedBefore(cluster, addon));
  return rendered.get(addon);
}

/** Rendered now, with the current values; `undefined` if Helm or the chart is missing. */
export function renderNow(cluster: ResolvedCluster, addon: ResolvedAddon): readonly RenderedObject[] | undefined {
  const folder = chartFolder(addon);
  return folder === undefined
    ? undefined
    : objectsIn(helmTemplate(folder, cluster, addon, addon.values)).flatMap(unpacked);
}

function renderedBefore({ name }: ResolvedCluster, addon: ResolvedAddon): readonly RenderedObject[] | undefined {
  return conformanceText(`rendered/${name}/${addon.name}.jsonl`)
    ?.split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RenderedObject)
    .flatMap(unpacked);
}

/** Charts may render a List, whose items are what is applied. */
function unpacked(object: RenderedObject): readonly RenderedObject[] {
  return object.items ?? [object];
}
