import { isMapping, valueAt, type Json } from '@espalier/model';
import type { Change } from '../../changes/index.ts';
import { textOf } from '../../risk-rule/index.ts';
import type { Grant } from './grants.ts';
import { resourcesIn } from './guarded.ts';

/** Rights that are given by the name of a policy or a role, by their path. */
export function assignmentsIn(data: Json | undefined): ReadonlyMap<string, readonly Grant[]> {
  const type = valueAt(data, ['type']);
  const inputs = valueAt(data, ['inputs']);
  const found: readonly (readonly [string, readonly Grant[]])[] =
    typeof type === 'string' && isMapping(inputs)
      ? inPlan(type, inputs as Readonly<Record<string, Json>>)
      : resourcesIn(data).flatMap(([address, resource]) => inBootstrap(address, resource));
  return new Map(found.filter(([, grants]) => grants.length > 0));
}

function inPlan(
  type: string,
  inputs: Readonly<Record<string, Json>>,
): readonly (readonly [string, readonly Grant[]])[] {
  const { policyArn, role, roles, user, group, principalArn, clusterName, accessScope } = inputs;
  if (/^aws:iam\/\w*policyAttachment:/i.test(type)) {
    const targets = [role, roles, user, inputs['users'], group, inputs['groups']].flat();
    return [
      [
        'inputs.policyArn',
        attached(
          policyArn,
          targets.filter((one) => one !== undefined),
        ),
      ],
    ];
  }
  if (type === 'aws:iam/role:Role')
    return [['inputs.managedPolicyArns', textsIn(inputs['managedPolicyArns']).flatMap((arn) => attached(arn, ['']))]];
  if (type === 'aws:eks/accessPolicyAssociation:AccessPolicyAssociation') {
    const namespaces =
      valueAt(accessScope, ['type']) === 'namespace' ? textsIn(valueAt(accessScope, ['namespaces'])) : ['*'];
    return [
      [
        'inputs.policyArn',
        attached(
          policyArn,
          namespaces.map((namespace) => `${textOf(clusterName)}/${namespace}`),
        ).map((grant) => ({
          ...grant,
          principal: `AWS ${textOf(principalArn)}`,
        })),
      ],
    ];
  }
  if (type === 'aws:eks/podIdentityAssociation:PodIdentityAssociation') {
    const principal = `ServiceAccount ${textOf(inputs['namespace'])}/${textOf(inputs['serviceAccount'])}`;
    return ['roleArn', 'targetRoleArn'].flatMap((key) =>
      inputs[key] === undefined
        ? []
        : [
            [
              `inputs.${key}`,
              [{ principal, action: 'assume', resource: textOf(inputs[key]), conditions: '' }],
            ] as const,
          ],
    );
  }
  return [];
}

function inBootstrap(address: string, resource: Json): readonly (readonly [string, readonly Grant[]])[] {
  const at = (key: string): unknown => valueAt(resource, [key]);
  if (/^aws_iam_\w*policy_attachment\./.test(address)) {
    const targets = ['role', 'roles', 'user', 'users', 'group', 'groups'].flatMap((key) => textsIn(at(key)));
    return [[`resource.${address}.policy_arn`, attached(at('policy_arn'), targets)]];
  }
  if (/^aws_iam_role_policy_attachments_exclusive\.|^aws_iam_role\./.test(address)) {
    const key = address.startsWith('aws_iam_role.') ? 'managed_policy_arns' : 'policy_arns';
    return [[`resource.${address}.${key}`, textsIn(at(key)).flatMap((arn) => attached(arn, ['']))]];
  }
  return [];
}

function attached(arn: unknown, targets: readonly unknown[]): readonly Grant[] {
  if (arn === undefined) return [];
  return targets.map((target) => ({
    principal: '',
    action: `attach ${textOf(arn)}`,
    resource: textOf(target),
    conditions: '',
  }));
}

function textsIn(value: unknown): readonly string[] {
  return value === undefined ? [] : [value].flat().map(textOf);
}

/** What a new assignment may belong to: of something new it is no gain of something that runs. */
const owners: ReadonlySet<string> = new Set(['aws:iam/role:Role', 'aws:eks/cluster:Cluster', 'eks:index:Cluster']);

/** Whether the role or the cluster that gets a right by name is new as well. */
export function isOfNewRole(change: Change, path: string, changes: readonly Change[]): boolean {
  const { subject, before, after } = change;
  if (subject.is === 'bootstrap') {
    const old = new Set(resourcesIn(before).map(([address]) => address));
    const own = resourcesIn(after).find(([address]) => path.startsWith(`resource.${address}.`));
    if (own === undefined || old.has(own[0])) return false;
    if (own[0].startsWith('aws_iam_role.')) return true;
    const text = JSON.stringify(own[1]);
    return resourcesIn(after).some(
      ([address]) => address.startsWith('aws_iam_role.') && !old.has(address) && text.includes(`\${${address}.`),
    );
  }
  if (subject.is !== 'resource') return false;
  if (subject.resourceType === 'aws:iam/role:Role') return before === undefined;
  const text = JSON.stringify(after);
  return changes.some(
    ({ action, subject: other }) =>
      action === 'added' &&
      other.is === 'resource' &&
      other.stack === subject.stack &&
      owners.has(other.resourceType) &&
      (text.includes(`\${${other.resourceType}/${other.name}.`) ||
        text.includes(`"${other.resourceType}/${other.name}"`)),
  );
}

/** The permissions boundary of each role and user, by its path; `undefined` where one has none. */
export function boundariesIn(data: Json | undefined): ReadonlyMap<string, string | undefined> {
  const type = valueAt(data, ['type']);
  const text = (value: unknown): string | undefined => (value === undefined ? undefined : textOf(value));
  if (type === 'aws:iam/role:Role' || type === 'aws:iam/user:User')
    return new Map([['inputs.permissionsBoundary', text(valueAt(data, ['inputs', 'permissionsBoundary']))]]);
  return new Map(
    resourcesIn(data)
      .filter(([address]) => /^aws_iam_(?:role|user)\./.test(address))
      .map(([address, resource]) => [
        `resource.${address}.permissions_boundary`,
        text(valueAt(resource, ['permissions_boundary'])),
      ]),
  );
}
