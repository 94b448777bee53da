import type { Problem } from '@espalier/model';
import type { Evidence } from '../../evidence/evidence.ts';
import { allows } from '../../iam/allows.ts';
import { rolesOf, type Role } from '../../iam/role.ts';
import { namedResources, toldOf, type NamedResource } from './named-resources.ts';
import { tellingsOf, type Telling } from './tellings.ts';

/** What the role of whoever is told of a resource has to allow, any of these. */
const uses = {
  bucket: ['s3:GetObject', 's3:PutObject'],
  table: ['dynamodb:GetItem'],
  queue: ['sqs:SendMessage', 'sqs:ReceiveMessage'],
} as const satisfies Record<NamedResource['kind'], readonly string[]>;

/**
 * Every bucket, table and queue that a pod is told is in the plan, and its role may use it; every one of the plan is
 * told to a pod.
 */
export function namesAgree(evidence: Evidence): readonly Problem[] {
  const resources = namedResources(evidence);
  const roles = new Map(rolesOf(evidence.plan.cluster).map((role) => [role.name, role]));
  const tellings = tellingsOf(evidence);
  const forward = tellings.flatMap((telling): readonly Problem[] => {
    const resource = resources.get(telling.told);
    if (resource === undefined) return [notInPlan(telling)];
    const role = roles.get(telling.role ?? '');
    return role !== undefined && mayUse(role, resource) ? [] : [mayNotUse(telling, resource)];
  });
  const told = new Set(tellings.map((telling) => telling.told));
  const elsewhere = toldElsewhere(evidence);
  const unused = [...resources.values()].filter((resource) => !told.has(resource.told) && !elsewhere(resource.told));
  return [...forward, ...unused.map(untold)];
}

function mayUse(role: Role, { kind, arn }: NamedResource): boolean {
  return uses[kind].some((action) => allows(role, action, arn));
}

/** What other clusters of the environment tell their pods. */
function toldElsewhere({ platform, cluster }: Evidence): (told: string) => boolean {
  const others = Object.values(platform.clusters).filter(
    ({ name, environment }) => name !== cluster.name && environment.name === cluster.environment.name,
  );
  const told = new Set(
    others
      .flatMap(({ apps, addons }) => [...apps, ...addons])
      .flatMap(({ needs }) => needs)
      .flatMap((need) => toldOf(need)?.told ?? []),
  );
  return (name) => told.has(name);
}

function notInPlan({ file, path, told, kind }: Telling): Problem {
  return {
    code: 'ESP7131',
    file,
    path,
    found: `The plan has no ${kind} '${told}'.`,
    expected: `A ${kind} of the environment's stack.`,
    remedy: 'Declare it as a need; then run `npm start` and `npm run plan`.',
  };
}

function mayNotUse({ file, path, told, kind, role }: Telling, resource: NamedResource): Problem {
  return {
    code: 'ESP7132',
    file,
    path,
    found:
      role === undefined
        ? `The pods have no role, and are told of the ${kind} '${told}' (${resource.file}).`
        : `The role ${role} may do nothing with the ${kind} '${told}' (${resource.file}).`,
    expected: `A role that allows ${uses[kind].join(' or ')} on it.`,
    remedy: 'Declare it as a need of whoever is told of it, with `ownedBy` where it is shared.',
  };
}

function untold({ told, kind, file }: NamedResource): Problem {
  return {
    code: 'ESP7133',
    file,
    path: 'inputs',
    found: `No pod is told of the ${kind} '${told}'.`,
    expected: 'Every bucket, table and queue is some pod’s.',
    remedy: "Use it in the addon's values as `context.needName(…)`, or take the need away.",
  };
}
