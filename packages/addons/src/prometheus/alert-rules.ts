import type { AddonContext, KubernetesObject } from '@espalier/model';
import { unreadableManifest } from '../unreadable-manifest.ts';

/**
 * A PrometheusRule for each file of `manifests/alerts/`; a file contains the rule's `spec`. `apps/latency.yaml` becomes
 * `apps-latency`.
 */
export function alertRules(context: AddonContext): readonly KubernetesObject[] {
  return Object.entries(context.documents('alerts')).map(([path, spec]) => {
    if (!Array.isArray(Reflect.get(Object(spec), 'groups'))) {
      throw unreadableManifest(`alerts/${path}`, {
        found: "The file has no list 'groups'.",
        expected: 'The spec of a PrometheusRule.',
        remedy: "Put the rules into a list 'groups', or move the file elsewhere.",
      });
    }
    return {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: path.replace(/\.[^.]+$/, '').replaceAll('/', '-'), namespace: context.namespace },
      spec,
    };
  });
}
