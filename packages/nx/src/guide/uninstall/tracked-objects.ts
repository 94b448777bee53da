import { valueAt, type ResolvedCluster } from '@espalier/model';

/**
 * Lists objects that Argo CD tracks for an application, by the tracking method in its values; prints nothing if there
 * are none.
 */
export function trackedObjects(cluster: ResolvedCluster, application: string): string {
  const argoCd = cluster.addons.find(({ chart }) => chart?.name === 'argo-cd');
  const method = valueAt(argoCd?.values, ['configs', 'cm', 'application.resourceTrackingMethod']);
  const kinds = `"$(kubectl api-resources --verbs=list,delete --output=name | paste -sd , -)"`;
  const all = `kubectl get ${kinds} --all-namespaces --ignore-not-found`;
  if (method === 'label') return `${all} --selector app.kubernetes.io/instance=${application} --output=name`;
  const annotation = String.raw`{.metadata.annotations.argocd\.argoproj\.io/tracking-id}`;
  return [
    `${all} \\`,
    `  --output=jsonpath='{range .items[*]}${annotation}{"\\n"}{end}' \\`,
    `  | grep '^${application}:' | sort --unique`,
  ].join('\n');
}
