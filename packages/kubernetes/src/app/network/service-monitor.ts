import type { KubernetesObject, ResolvedApp } from '@espalier/model';
import { appMetadata, appSelector, withSyncOptions } from '../../objects/index.ts';
import type { ClusterFacts } from '../context/index.ts';

/** The ServiceMonitor for the app's metrics; none if the app has no metrics or the cluster has no ServiceMonitors. */
export function serviceMonitor(app: ResolvedApp, facts: ClusterFacts): readonly KubernetesObject[] {
  const endpoints = app.containers.flatMap(({ metrics }) =>
    metrics === undefined ? [] : [{ port: metrics.port, path: metrics.path }],
  );
  if (endpoints.length === 0 || !facts.hasServiceMonitors) return [];
  return [
    withSyncOptions({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: appMetadata(app),
      spec: { selector: { matchLabels: appSelector(app) }, endpoints },
    }),
  ];
}
