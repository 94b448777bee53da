import type { ResolvedApp } from '@espalier/model';
import type { Chart } from 'cdk8s';
import type { Draft } from '../objects/plain-object.ts';
import type { ClusterFacts } from './cluster-facts.ts';
import { ingress } from './ingress.ts';
import { service, serviceDraft } from './service.ts';
import { workload } from './workload.ts';

/** Adds to a chart what cdk8s-plus has the words for: an app's workload, its Service and its Ingress. */
export function draftApp(chart: Chart, app: ResolvedApp, facts: ClusterFacts): readonly Draft[] {
  const reachable = service(chart, app);
  return [
    ...workload(chart, app, facts),
    ...(reachable === undefined ? [] : [serviceDraft(reachable)]),
    ...ingress(chart, app, reachable, facts),
  ];
}
