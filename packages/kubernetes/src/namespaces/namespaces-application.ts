import type { KubernetesObject, ResolvedCluster, ResolvedNamespace, ResolvedPlatform } from '@espalier/model';
import { digest, platformLabels, type ProjectedApplication } from '../objects/index.ts';
import { limitRange } from './limit-range.ts';
import { namespaceObject, type NamespaceFacts } from './namespace-object.ts';
import { defaultDeny, networkPolicy } from './network-policy.ts';
import { priorityClasses } from './priority-classes.ts';
import { resourceQuota } from './resource-quota.ts';

/**
 * The application that owns every Namespace, with its quota, its limit range and all its NetworkPolicies, those of
 * addons included. So the default deny of a namespace always comes with its allow rules. It also has the
 * PriorityClasses of addons, because it syncs first: Kubernetes refuses a pod with a missing class.
 */
export function namespacesApplication(
  platform: ResolvedPlatform,
  cluster: ResolvedCluster,
  name: string,
): ProjectedApplication {
  const { namespaces, kubernetesVersion } = cluster;
  const facts = { kubernetesVersion };
  return {
    name,
    inputs: digest([platform.name, facts, namespaces.map((namespace) => ({ ...namespace, secretStore: undefined }))]),
    build: () => {
      const labels = platformLabels(platform.name);
      return {
        objects: [
          ...priorityClasses(labels),
          ...namespaces.flatMap((namespace) => sharedObjects(namespace, facts, labels)),
        ],
        documents: {},
        handWritten: [],
      };
    },
  };
}

const built = new Map<string, readonly KubernetesObject[]>();

/**
 * Objects of a namespace. Clusters with an equal namespace, mostly those of one environment, share the same frozen
 * objects.
 */
function sharedObjects(
  namespace: ResolvedNamespace,
  facts: NamespaceFacts,
  labels: Readonly<Record<string, string>>,
): readonly KubernetesObject[] {
  const key = digest([{ ...namespace, secretStore: undefined }, facts, labels]);
  const known = built.get(key);
  if (known !== undefined) return known;
  const objects = objectsOfNamespace(namespace, facts, labels).map((object) => Object.freeze(object));
  built.set(key, objects);
  return objects;
}

function objectsOfNamespace(
  namespace: ResolvedNamespace,
  facts: NamespaceFacts,
  labels: Readonly<Record<string, string>>,
): readonly KubernetesObject[] {
  return [
    namespaceObject(namespace, facts, labels),
    ...(namespace.hasApps ? [resourceQuota(namespace, labels), limitRange(namespace, labels)] : []),
    defaultDeny(namespace.name, labels),
    ...namespace.paths.map((paths) => networkPolicy(namespace.name, paths, labels)),
  ];
}
