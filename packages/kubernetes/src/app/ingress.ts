import type { ResolvedApp } from '@espalier/model';
import type { Chart } from 'cdk8s';
import type { Service } from 'cdk8s-plus-29';
import { kplus } from '../cdk8s.ts';
import type { Draft } from '../objects/plain-object.ts';
import { appProblem } from './app-problem.ts';
import type { ClusterFacts } from './cluster-facts.ts';
import { targetAnnotations } from './draining.ts';
import { portNumber } from './ports.ts';

/**
 * The app's Ingress to its main container's port `http`; none where the app is not reachable from outside. It has no
 * TLS section: the load balancer in front of the ingress class terminates TLS.
 *
 * @throws ProblemsError ESP3002 where the cluster has no ingress class
 */
export function ingress(
  chart: Chart,
  app: ResolvedApp,
  service: Service | undefined,
  facts: ClusterFacts,
): readonly Draft[] {
  if (app.ingress === undefined) return [];
  const { Ingress, IngressBackend } = kplus();
  const port = portNumber(app, app.containers[0], 'http');
  if (facts.ingressClass === undefined || service === undefined) {
    throw appProblem(app, {
      code: 'ESP3002',
      path: 'ingress',
      found: `A cluster of the environment '${app.environment}' has no ingress class for ${app.ingress.host}.`,
      expected: 'An addon of the cluster that provides an ingress class.',
      remedy: "Add an ingress controller to the cluster's addons, or take the ingress away in this environment.",
    });
  }
  const backend = IngressBackend.fromService(service, { port });
  const { host, paths } = app.ingress;
  const object = new Ingress(chart, 'ingress', {
    metadata: { name: app.name, annotations: targetAnnotations(app, facts) },
    className: facts.ingressClass,
    rules: paths.map((path) => ({ host, path, backend })),
  });
  return [{ construct: object, patches: [] }];
}
