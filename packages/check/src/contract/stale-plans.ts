import { names, type Problem } from '@espalier/model';
import { entriesAt, type Evidence, type PlanFile } from '../evidence/index.ts';
import { inPlan, type ExpectedResource } from '../needs/need-in-plan.ts';

/**
 * One finding for each plan that lacks what the model has: it was made before the model changed. Whatever else does not
 * agree then has that one cause, and remedies of its own would lead astray.
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
    // A name may be in any of the inputs, by type: `name`, `identifier`, `bucket`.
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
      expected: 'A plan of the model as it is. What else does not agree is not looked at.',
      remedy: 'Run `npm run plan`, and commit what it writes with the model.',
    },
  ];
}
