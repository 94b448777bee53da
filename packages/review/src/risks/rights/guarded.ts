import { isMapping, valueAt, type Json } from '@espalier/model';
import type { Change } from '../../changes/index.ts';

/** Types that hold nothing but the policy of something else: `aws:s3/bucketPolicy:BucketPolicy`. */
const policyType = /policy/i;

/** Whether what a policy was about is deleted together with it, so that nothing is left to guard. */
export function isGuardedGone(change: Change, path: string, changes: readonly Change[]): boolean {
  const { subject, before, after } = change;
  if (subject.is === 'bootstrap') return isGoneInBootstrap(before, after, path);
  if (subject.is !== 'resource' || after !== undefined) return false;
  if (!policyType.test(subject.resourceType)) return true;
  const inputs = valueAt(before, ['inputs']);
  const targets = Object.entries(isMapping(inputs) ? inputs : {}).flatMap(([key, value]) =>
    key === 'policy' || typeof value !== 'string' ? [] : [value],
  );
  return changes.some(
    ({ action, subject: other, before: gone }) =>
      action === 'deleted' &&
      other.is === 'resource' &&
      other.stack === subject.stack &&
      !policyType.test(other.resourceType) &&
      targets.some(
        (target) =>
          target.includes(`\${${other.resourceType}/${other.name}.`) ||
          ['bucket', 'name'].some((key) => valueAt(gone, ['inputs', key]) === target),
      ),
  );
}

/** Whether each user of a policy document is gone, or what its policy belongs to. */
function isGoneInBootstrap(before: Json | undefined, after: Json | undefined, path: string): boolean {
  const left = new Set(resourcesIn(after).map(([address]) => address));
  const resources = resourcesIn(before);
  const isGone = (address: string): boolean => !left.has(address);
  const users = resources.filter(
    ([address, resource]) => path.startsWith(`resource.${address}.`) || JSON.stringify(resource).includes(`${path}.`),
  );
  return (
    users.length > 0 &&
    users.every(([address, resource]) => {
      if (!/_policy\./.test(address)) return isGone(address);
      const text = JSON.stringify(resource);
      return resources.some(([other]) => !/_policy\./.test(other) && isGone(other) && text.includes(`\${${other}.`));
    })
  );
}

/** Resources of a bootstrap by address, such as `aws_iam_role.apply`. */
export function resourcesIn(data: Json | undefined): readonly (readonly [address: string, resource: Json])[] {
  const types = isMapping(data) ? data['resource'] : undefined;
  return Object.entries(isMapping(types) ? types : {}).flatMap(([type, resources]) =>
    Object.entries(isMapping(resources) ? resources : {}).map(
      ([name, resource]) => [`${type}.${name}`, resource] as const,
    ),
  );
}
