import type { KubernetesObject, ResolvedApp } from '@espalier/model';
import { appMetadata, appSelector, withSyncOptions } from '../../objects/index.ts';
import type { ClusterFacts } from '../context/index.ts';

/** Tells Prometheus where the app's metrics are; none where it has none, or the cluster does not know ServiceMonitors. */
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
