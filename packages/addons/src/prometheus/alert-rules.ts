import type { AddonContext, KubernetesObject } from '@espalier/model';

/**
 * A PrometheusRule for each file of `manifests/alerts/`; a file holds the rule's `spec`. `apps/latency.yaml` becomes
 * `apps-latency`.
 */
export function alertRules(context: AddonContext): readonly KubernetesObject[] {
  return Object.entries(context.documents('alerts')).map(([path, spec]) => {
    if (!Array.isArray(Reflect.get(Object(spec), 'groups'))) {
      throw new Error(`manifests/alerts/${path} has no list 'groups', as the spec of a PrometheusRule has`);
    }
    return {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: path.replace(/\.[^.]+$/, '').replaceAll('/', '-'), namespace: context.namespace },
      spec,
    };
  });
}
