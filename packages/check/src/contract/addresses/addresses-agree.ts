import type { Problem } from '@espalier/model';
import type { Evidence } from '../../evidence/index.ts';
import { allows, type Role, rolesOf } from '../../iam/index.ts';
import { inPlan } from '../../needs/need-in-plan.ts';
import { type NamedResource, namedResources } from './named-resources.ts';
import { type Use, usesOf } from './uses.ts';

/** Actions on a resource; the role of pods with its address must allow one of them. */
const actions = {
  bucket: ['s3:GetObject', 's3:PutObject'],
  table: ['dynamodb:GetItem'],
  queue: ['sqs:SendMessage', 'sqs:ReceiveMessage'],
} as const satisfies Record<NamedResource['kind'], readonly string[]>;

/**
 * Every bucket, table and queue with an address in a pod is in the plan, and the pod's role may use it. A pod uses
 * every one of the plan.
 */
export function addressesAgree(evidence: Evidence): readonly Problem[] {
  const resources = namedResources(evidence);
  const roles = new Map(rolesOf(evidence.plan.cluster).map((role) => [role.name, role]));
  const uses = usesOf(evidence);
  const forward = uses.flatMap((use): readonly Problem[] => {
    const resource = resources.get(use.address);
    if (resource === undefined) return [notInPlan(use)];
    const role = roles.get(use.role ?? '');
    return role !== undefined && mayUse(role, resource) ? [] : [mayNotUse(use, resource)];
  });
  const used = new Set(uses.map(({ address }) => address));
  const elsewhere = usedElsewhere(evidence);
  const unused = [...resources.values()].filter(
    (resource) => !used.has(resource.address) && !elsewhere(resource.address),
  );
  return [...forward, ...unused.map(isUnused)];
}

function mayUse(role: Role, { kind, arn }: NamedResource): boolean {
  return actions[kind].some((action) => allows(role, action, arn));
}

/** Whether pods of another cluster of the environment use an address. */
function usedElsewhere({ platform, cluster }: Evidence): (address: string) => boolean {
  const others = Object.values(platform.clusters).filter(
    ({ name, environment }) => name !== cluster.name && environment.name === cluster.environment.name,
  );
  const used = new Set(
    others
      .flatMap(({ apps, addons }) => [...apps, ...addons])
      .flatMap(({ needs }) => needs)
      .flatMap((need) => inPlan(need).address?.value ?? []),
  );
  return (address) => used.has(address);
}

function notInPlan({ file, path, address, kind }: Use): Problem {
  return {
    code: 'ESP7131',
    file,
    path,
    found: `The plan has no ${kind} '${address}'.`,
    expected: `A ${kind} of the environment's stack.`,
    remedy: 'Declare it as a need; then run `npm start` and `npm run plan`.',
  };
}

function mayNotUse({ file, path, address, kind, role }: Use, resource: NamedResource): Problem {
  return {
    code: 'ESP7132',
    file,
    path,
    found:
      role === undefined
        ? `The pods have no role, but have the address of the ${kind} '${address}' (${resource.file}).`
        : `The role ${role} allows nothing on the ${kind} '${address}' (${resource.file}).`,
    expected: `A role that allows ${actions[kind].join(' or ')} on it.`,
    remedy: 'Declare it as a need of each app or addon that uses it, with `ownedBy` where it is shared.',
  };
}

function isUnused({ address, kind, file }: NamedResource): Problem {
  return {
    code: 'ESP7133',
    file,
    path: 'inputs',
    found: `No pod uses the ${kind} '${address}'.`,
    expected: 'A pod uses every bucket, table and queue.',
    remedy: "Use it in the addon's values as `context.needName(…)`, or remove the need.",
  };
}
