import { receive, type KubernetesObject, type ResolvedApp } from '@espalier/model';
import { cdk8s } from '../cdk8s.ts';
import { appLabels } from '../labels.ts';
import { objectsOfNeeds } from '../needs/index.ts';
import { externalSecret } from '../objects/external-secret.ts';
import { plainObject } from '../objects/plain-object.ts';
import type { ClusterFacts } from './cluster-facts.ts';
import { configMap } from './config-map.ts';
import { draftApp } from './draft-app.ts';
import { horizontalPodAutoscaler } from './horizontal-pod-autoscaler.ts';
import { ownObjects } from './own-objects.ts';
import { podDisruptionBudget } from './pod-disruption-budget.ts';
import { checkPorts } from './ports.ts';
import { serviceMonitor } from './service-monitor.ts';

/** The objects of an app, and which of them its `chart.ts` adds. */
export interface AppObjects {
  readonly objects: readonly KubernetesObject[];
  readonly own: readonly KubernetesObject[];
}

/**
 * The objects of an app that are the same in every cluster with these facts, `chart.ts` included: all but its
 * ServiceAccounts. Each app has a cdk8s app of its own, since cdk8s slows down with the number of constructs.
 *
 * @throws ProblemsError where the app cannot be projected: ESP3001 to ESP3007
 */
export function appObjects(app: ResolvedApp, facts: ClusterFacts): AppObjects {
  checkPorts(app);
  const { App, Chart } = cdk8s();
  const options = { namespace: app.namespace, labels: { ...appLabels(app) }, disableResourceNameHashes: true };
  const chart = new Chart(new App(), app.name, options);
  const objects = [
    ...draftApp(chart, app, facts).map(plainObject),
    ...configMap(app),
    ...horizontalPodAutoscaler(app),
    ...podDisruptionBudget(app),
    ...serviceMonitor(app, facts),
    ...secretsOf(app),
    ...objectsOfNeeds(app, facts),
  ];
  const own = ownObjects(app, new Chart(new App(), app.name, options), objects);
  return { objects: [...objects, ...own], own };
}

function secretsOf(app: ResolvedApp): readonly KubernetesObject[] {
  return app.needs.flatMap((need) => {
    const { secret } = receive(need);
    return secret === undefined ? [] : [externalSecret(secret, app.namespace, appLabels(app))];
  });
}
