import { names, type Problem, type ResolvedNeed } from '@espalier/model';
import type { Evidence, PlanFile } from '../evidence/evidence.ts';
import { textAt } from '../evidence/json.ts';

/** What the model says that a stack has, by its type and its name in AWS. */
interface Expected {
  readonly type: string;
  readonly name: string;
}

/**
 * One finding for each plan that lacks what the model has: it was made before the model changed. Whatever else does not
 * agree then has that one cause, and remedies of its own would lead astray.
 */
export function plansAreCurrent({ platform, cluster, plan }: Evidence): readonly Problem[] {
  const { environment } = cluster;
  const deployments = platform.deployments[environment.name] ?? [];
  const needs = [...deployments, ...cluster.addons].flatMap((owner) => owner.needs);
  return [
    ...stale(names.environmentStack(environment.name), plan.environment, needs.flatMap(ofNeed)),
    ...stale(
      names.clusterStack(cluster.name),
      plan.cluster,
      cluster.identities.map(({ role }) => ({ type: 'aws:iam/role:Role', name: role })),
    ),
  ];
}

function ofNeed(need: ResolvedNeed): readonly Expected[] {
  const secret = 'secretPath' in need ? [secretAt(need.secretPath)] : [];
  switch (need.kind) {
    case 'postgres':
      return [{ type: 'aws:rds/instance:Instance', name: need.instance }, ...secret];
    case 'bucket':
      return [{ type: 'aws:s3/bucket:Bucket', name: need.bucket }];
    case 'table':
      return [{ type: 'aws:dynamodb/table:Table', name: need.table }];
    case 'queue':
      return [{ type: 'aws:sqs/queue:Queue', name: need.queue }];
    case 'secret':
      return secret;
    case 'policy':
      return [];
  }
}

function secretAt(name: string): Expected {
  return { type: 'aws:secretsmanager/secret:Secret', name };
}

function stale(stack: string, plan: readonly PlanFile[], expected: readonly Expected[]): readonly Problem[] {
  const there = new Set(
    // By whichever of these an AWS resource has its name.
    plan.flatMap(({ type, inputs }) =>
      ['name', 'identifier', 'bucket'].map((property) => `${type} ${textAt(inputs, property) ?? ''}`),
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
