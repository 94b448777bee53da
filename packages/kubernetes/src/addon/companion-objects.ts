import { receive, type KubernetesObject, type ResolvedAddon } from '@espalier/model';
import { addonLabels, externalSecret, isClusterScoped, withSyncOptions } from '../objects/index.ts';

/** The companion objects of an addon: those of its definition, and its secrets. */
export interface CompanionObjects {
  readonly given: readonly KubernetesObject[];
  readonly secrets: readonly KubernetesObject[];
}

/**
 * The companion objects of an addon: its own objects, by default in the addon's namespace, and an ExternalSecret for
 * each need with a secret. Labels are added to an object's own labels.
 */
export function companionObjects(platform: string, addon: ResolvedAddon): CompanionObjects {
  const labels = addonLabels(platform, addon.name);
  const secrets = addon.needs.flatMap((need) => {
    const { secret } = receive(need);
    return secret === undefined ? [] : [externalSecret(secret, addon.namespace, labels)];
  });
  return { given: addon.objects.map((object) => placed(addon, object, labels)), secrets };
}

/** Whether the addon has a directory of companion objects. */
export function hasCompanionObjects(addon: ResolvedAddon): boolean {
  return addon.objects.length > 0 || addon.needs.some((need) => receive(need).secret !== undefined);
}

function placed(
  addon: ResolvedAddon,
  object: KubernetesObject,
  labels: Readonly<Record<string, string>>,
): KubernetesObject {
  const namespace = isClusterScoped(object) ? {} : { namespace: addon.namespace };
  const metadata = { ...namespace, ...object.metadata, labels: { ...labels, ...object.metadata.labels } };
  return withSyncOptions({ ...object, metadata }, addon.crdGroups);
}
