import type { AddonDefinition, AddonWorkload, AppDefinition } from '../../definition/index.ts';
import * as names from '../../names/index.ts';
import type { ResolvedApp } from '../../resolved/index.ts';
import type { Pods } from './path-book.ts';

/** Pods of an app. */
interface AppPods {
  readonly app: ResolvedApp;
  readonly definition: AppDefinition;
  readonly pods: Pods;
}

/** Pods of an addon's workload. */
export interface AddonPods {
  readonly addon: AddonDefinition;
  readonly workload: AddonWorkload;
  readonly pods: Pods;
}

/** All pods of a cluster that paths start from or end at. */
export interface PodsOfCluster {
  readonly apps: readonly AppPods[];
  readonly workloads: readonly AddonPods[];
}

/** A port of some pods. */
interface PodPort {
  readonly pods: Pods;
  readonly port: number;
}

/** The pods of every app. */
export function podsOfApps(
  apps: readonly { readonly app: ResolvedApp; readonly definition: AppDefinition }[],
): readonly AppPods[] {
  return apps.map(({ app, definition }) => ({
    app,
    definition,
    pods: { name: app.name, namespace: app.namespace, selector: names.appSelector(app.name), hostNetwork: false },
  }));
}

/** The pods of every workload of every addon. */
export function podsOfAddons(addons: readonly AddonDefinition[]): readonly AddonPods[] {
  return addons.flatMap((addon) =>
    Object.entries(addon.workloads ?? {}).map(([name, workload]) => ({
      addon,
      workload,
      pods: {
        name: name === addon.name ? name : `${addon.name}-${name}`,
        namespace: addon.namespace,
        selector: workload.selector,
        hostNetwork: workload.hostNetwork ?? false,
      },
    })),
  );
}

/** The pods and port behind a well-known endpoint, if an addon provides it. */
export function endpointOf(name: string, workloads: readonly AddonPods[]): PodPort | undefined {
  for (const { addon, workload, pods } of workloads) {
    const endpoint = addon.provides?.endpoints?.[name];
    if (endpoint === undefined || addon.workloads?.[endpoint.workload] !== workload) continue;
    const port = workload.ports?.[endpoint.port];
    if (port !== undefined) return { pods, port };
  }
  return undefined;
}

/** Every port that metrics are scraped from. */
export function scrapedPorts({ apps, workloads }: PodsOfCluster): readonly PodPort[] {
  return [
    ...apps.flatMap(({ app, pods }) =>
      app.containers.flatMap((container) => {
        const port = container.ports.find(({ name }) => name === container.metrics?.port)?.port;
        return port === undefined ? [] : [{ pods, port }];
      }),
    ),
    ...workloads.flatMap(({ workload, pods }) => {
      const port = workload.metricsPort === undefined ? undefined : workload.ports?.[workload.metricsPort];
      return port === undefined ? [] : [{ pods, port }];
    }),
  ];
}

/** Every port behind an Ingress, with its host. */
export function ingressBackends({ apps, workloads }: PodsOfCluster): readonly (PodPort & { readonly host: string })[] {
  return [
    ...apps.flatMap(({ app, pods }) => {
      const main = app.containers[0].ports[0];
      return app.ingress === undefined || main === undefined ? [] : [{ pods, port: main.port, host: app.ingress.host }];
    }),
    ...workloads.flatMap(({ workload, pods }) =>
      workload.paths.flatMap((path) => {
        const port = 'from' in path && path.from === 'ingress' ? workload.ports?.[path.port] : undefined;
        return port === undefined ? [] : [{ pods, port, host: pods.name }];
      }),
    ),
  ];
}
