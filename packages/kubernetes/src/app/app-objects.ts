import { receive, type KubernetesObject, type ResolvedApp } from '@espalier/model';
import { objectsOfNeeds } from '../needs/index.ts';
import { appLabels, externalSecret } from '../objects/index.ts';
import { ownObjects } from './chart/index.ts';
import { checkPorts, type ClusterFacts } from './context/index.ts';
import { configMap } from './files/index.ts';
import { ingress, service, serviceMonitor } from './network/index.ts';
import { horizontalPodAutoscaler, podDisruptionBudget, workload } from './workload/index.ts';

/** The objects of an app, and those of them that its `chart.ts` adds. */
export interface AppObjects {
  readonly objects: readonly KubernetesObject[];
  readonly own: readonly KubernetesObject[];
}

/**
 * The objects of an app that are the same in every cluster with these facts: all except its ServiceAccounts, with those
 * of `chart.ts`.
 *
 * @throws ProblemsError if an app's definition has a problem: ESP3001 to ESP3007
 */
export function appObjects(app: ResolvedApp, facts: ClusterFacts): AppObjects {
  checkPorts(app);
  const objects = [
    ...workload(app, facts),
    ...service(app),
    ...ingress(app, facts),
    ...configMap(app),
    ...horizontalPodAutoscaler(app),
    ...podDisruptionBudget(app),
    ...serviceMonitor(app, facts),
    ...secretsOf(app),
    ...objectsOfNeeds(app, facts),
  ];
  const own = ownObjects(app, objects);
  return { objects: [...objects, ...own], own };
}

function secretsOf(app: ResolvedApp): readonly KubernetesObject[] {
  return app.needs.flatMap((need) => {
    const { secret } = receive(need);
    return secret === undefined ? [] : [externalSecret(secret, app.namespace, appLabels(app))];
  });
}
