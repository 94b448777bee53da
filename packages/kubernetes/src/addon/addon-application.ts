import { receive, type ResolvedAddon, type ResolvedCluster, type ResolvedPlatform } from '@espalier/model';
import { digest, type ProjectedApplication } from '../objects/index.ts';
import { companionObjects } from './companion-objects.ts';

/** The application of an addon. Its directory has the companion objects; the values of its chart are in `values/`. */
export function addonApplication(
  platform: ResolvedPlatform,
  cluster: ResolvedCluster,
  addon: ResolvedAddon,
): ProjectedApplication {
  const { name, namespace, crdGroups, objects, chart, values } = addon;
  const hasChart = chart !== undefined;
  return {
    name,
    namespace,
    inputs: digest([
      platform.name,
      { name, namespace, crdGroups, objects, values: hasChart ? values : undefined },
      addon.needs.map((need) => receive(need).secret),
      // Other versions serve other kinds and fields.
      objects.length === 0 ? undefined : cluster.kubernetesVersion,
    ]),
    build: () => {
      const { given, secrets } = companionObjects(platform.name, addon);
      const file = `apps/platform/clusters/${cluster.name}/cluster.ts`;
      return {
        objects: [...given, ...secrets],
        handWritten: given.map((object) => ({ object, file })),
        documents: hasChart ? { [`values/${name}.yaml`]: [values] } : {},
      };
    },
  };
}
