import { names, type Problem } from '@espalier/model';
import { entriesAt, type Evidence, type PlanFile } from '../evidence/index.ts';
import { inPlan, type ExpectedResource } from '../needs/need-in-plan.ts';

/**
 * One finding for each plan that lacks a resource of the model: the plan is older than the model. Other disagreements
 * then have the same cause, so that their own remedies would be misleading.
 */
export function plansAreCurrent({ platform, cluster, plan }: Evidence): readonly Problem[] {
  const { environment } = cluster;
  const deployments = platform.deployments[environment.name] ?? [];
  const needs = [...deployments, ...cluster.addons].flatMap((owner) => owner.needs);
  return [
    ...stale(
      names.environmentStack(environment.name),
      plan.environment,
      needs.flatMap((need) => inPlan(need).resources),
    ),
    ...stale(
      names.clusterStack(cluster.name),
      plan.cluster,
      cluster.identities.map(({ role }) => ({ type: 'aws:iam/role:Role', name: role })),
    ),
  ];
}

function stale(stack: string, plan: readonly PlanFile[], expected: readonly ExpectedResource[]): readonly Problem[] {
  const there = new Set(
    // The input with the name depends on the type: `name`, `identifier`, `bucket`.
    plan.flatMap(({ type, inputs }) =>
      entriesAt(inputs).map(([, value]) => `${type} ${typeof value === 'string' ? value : ''}`),
    ),
  );
  const missing = [
    ...new Set(expected.filter(({ type, name }) => !there.has(`${type} ${name}`)).map(({ name }) => name)),
  ];
  if (missing.length === 0) return [];
  return [
    {
      code: 'ESP7145',
      file: stack,
      path: '',
      found: `The plan of ${stack} is older than the model: it has no ${missing.sort().join(', ')}.`,
      expected: 'A plan of the current model. Other checks are skipped until then.',
      remedy: 'Run `npm run plan`, and commit its output with the model.',
    },
  ];
}
