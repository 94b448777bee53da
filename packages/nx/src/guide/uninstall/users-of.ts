import { projectCluster } from '@espalier/kubernetes';
import { names, type PodPaths, type ResolvedCluster, type ResolvedPath, type ResolvedPlatform } from '@espalier/model';
import type { Removable } from './removable.ts';

/** An application that depends on the one to be uninstalled. */
export interface User {
  readonly application: string;
  readonly because: string;
}

/**
 * Applications that depend on the one to be uninstalled: they wait for it, call its pods, are served by it, share its
 * AWS resources, or have objects of its CRDs. Each reason is given once.
 */
export function usersOf(platform: ResolvedPlatform, cluster: ResolvedCluster, target: Removable): readonly User[] {
  const name = target.kind === 'addon' ? target.addon.name : target.app.name;
  const users = [
    ...waiting(cluster, name),
    ...reaching(cluster, target),
    ...sharing(cluster, name),
    ...(target.kind === 'addon' ? holdingObjects(platform, cluster, target.addon.crdGroups) : []),
  ].filter(({ application }) => application !== name);
  return [...new Map(users.map((user) => [`${user.application} ${user.because}`, user])).values()].sort((one, other) =>
    one.application < other.application ? -1 : 1,
  );
}

function waiting(cluster: ResolvedCluster, name: string): readonly User[] {
  return cluster.applications.flatMap(({ name: application, after }) =>
    after
      .filter((edge) => edge.application === name)
      .map(({ because }) => ({ application, because: `waits for it: ${because}` })),
  );
}

/** Apps that share the target's AWS resources. */
function sharing({ apps }: ResolvedCluster, name: string): readonly User[] {
  return apps.flatMap((app) =>
    app.needs
      .filter((need) => 'ownedBy' in need && need.ownedBy === name)
      .map((need) => ({ application: app.name, because: `shares its ${need.kind} '${need.name}'` })),
  );
}

/** By network path: applications whose pods call its pods, and applications that it serves as ingress class. */
function reaching(cluster: ResolvedCluster, target: Removable): readonly User[] {
  const [{ namespace }, selectors] =
    target.kind === 'addon'
      ? [target.addon, target.addon.workloads.map(({ selector }) => selector)]
      : [target.app, [names.appSelector(target.app.name)]];
  const isTargets = (path: ResolvedPath): boolean =>
    path.class === 'pods' && path.namespace === namespace && selectors.some((own) => isSame(own, path.selector));
  const isServed = (path: ResolvedPath): boolean =>
    target.kind === 'addon' &&
    target.addon.ingressClass !== undefined &&
    (isTargets(path) || (cluster.ingressByLoadBalancer && path.class === 'load-balancer'));
  return cluster.namespaces.flatMap((there) =>
    there.paths.flatMap((pods) => {
      const { application, isIngress } = ownerOf(cluster, there.name, pods);
      // A server of others calls them, but does not depend on them.
      const called = isIngress
        ? []
        : pods.egress.filter((path) => isTargets(path) && !path.because.endsWith('scrapes metrics'));
      const served = pods.ingress.filter((path) => isServed(path) && !path.because.endsWith('scrapes metrics'));
      return [
        ...called.map(({ because }) => ({ application, because: `calls it: ${because}` })),
        ...served.map(({ because }) => ({ application, because: `is served by it: ${because}` })),
      ];
    }),
  );
}

function ownerOf(
  cluster: ResolvedCluster,
  namespace: string,
  { name, selector }: PodPaths,
): { readonly application: string; readonly isIngress: boolean } {
  const addon = cluster.addons.find(
    (candidate) =>
      candidate.namespace === namespace && candidate.workloads.some((workload) => isSame(workload.selector, selector)),
  );
  return { application: addon?.name ?? name, isIngress: addon?.ingressClass !== undefined };
}

/** Apps with objects of these CRDs; for addons, the sync order shows that. */
function holdingObjects(
  platform: ResolvedPlatform,
  cluster: ResolvedCluster,
  crdGroups: readonly string[],
): readonly User[] {
  if (crdGroups.length === 0) return [];
  const apps = new Set(cluster.apps.map(({ name }) => name));
  return projectCluster(platform, cluster)
    .filter(({ name }) => apps.has(name))
    .flatMap(({ name, build }) =>
      build().objects.flatMap(({ apiVersion, kind }) => {
        const group = apiVersion.split('/')[0] ?? '';
        return crdGroups.includes(group) ? [{ application: name, because: `has objects of its CRDs: ${kind}` }] : [];
      }),
    );
}

function isSame(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
