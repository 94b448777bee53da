import type { ResolvedApp } from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';
import { appMetadata, type TypedObject } from '../../objects/index.ts';
import { appProblem, portNumber, type ClusterFacts } from '../context/index.ts';
import { targetAnnotations } from '../pod/index.ts';

/**
 * The app's Ingress to its main container's port `http`; none if the app is not reachable from outside. It has no TLS
 * section: the load balancer in front of the ingress class terminates TLS.
 *
 * @throws ProblemsError ESP3002 if the cluster has no ingress class
 */
export function ingress(app: ResolvedApp, facts: ClusterFacts): readonly TypedObject<k8s.KubeIngressProps>[] {
  if (app.ingress === undefined) return [];
  const { host, paths } = app.ingress;
  const number = portNumber(app, app.containers[0], 'http');
  if (facts.ingressClass === undefined) {
    throw appProblem(app, {
      code: 'ESP3002',
      path: 'ingress',
      found: `A cluster of the environment '${app.environment}' has no ingress class for ${host}.`,
      expected: 'An addon of the cluster that provides an ingress class.',
      remedy: "Add an ingress controller to the cluster's addons, or remove the ingress in this environment.",
    });
  }
  const annotations = targetAnnotations(app, facts);
  const backend = { service: { name: app.name, port: { number } } };
  return [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { ...appMetadata(app), ...(annotations === undefined ? {} : { annotations }) },
      spec: {
        ingressClassName: facts.ingressClass,
        rules: [{ host, http: { paths: [...paths].sort().map((path) => ({ backend, path, pathType: 'Prefix' })) } }],
      },
    },
  ];
}
