import type { KubernetesObject, ResolvedApp } from '@espalier/model';
import { appLabels, appSelector } from '../labels.ts';
import { withSyncOptions } from '../objects/sync-options.ts';
import type { ClusterFacts } from './cluster-facts.ts';

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
      metadata: { name: app.name, namespace: app.namespace, labels: appLabels(app) },
      spec: { selector: { matchLabels: appSelector(app) }, endpoints },
    }),
  ];
}
