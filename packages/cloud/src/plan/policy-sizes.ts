import type { PlannedResource, Problem } from '@espalier/model';

/** A policy with a size limit. */
interface Limit {
  readonly type: string;
  readonly property: string;
  /** Characters; IAM counts all but white space. */
  readonly atMost: number;
  /** Policies with the same value of this property share the limit. @default each policy has its own */
  readonly together?: string;
}

/**
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * @see https://docs.aws.amazon.com/general/latest/gr/s3.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html
 */
const limits: readonly Limit[] = [
  { type: 'aws:iam/rolePolicy:RolePolicy', property: 'policy', atMost: 10_240, together: 'role' },
  { type: 'aws:iam/policy:Policy', property: 'policy', atMost: 6144 },
  { type: 'aws:iam/role:Role', property: 'assumeRolePolicy', atMost: 2048 },
  { type: 'aws:s3/bucketPolicy:BucketPolicy', property: 'policy', atMost: 20_480 },
  { type: 'aws:kms/key:Key', property: 'policy', atMost: 32_768 },
  { type: 'aws:ec2/vpcEndpoint:VpcEndpoint', property: 'policy', atMost: 20_480 },
];

/**
 * ESP2239 for every policy above AWS's limit. A plan has references for values that only AWS knows, which are mostly
 * longer than the values.
 *
 * @param file the subject of a problem: the app's programs, or the stack
 */
export function policiesTooLarge(resources: readonly PlannedResource[], file: string): readonly Problem[] {
  return limits.flatMap(({ type, property, atMost, together }) => {
    const policies = resources.filter((resource) => resource.type === type && resource.inputs[property] !== undefined);
    const shared = Map.groupBy(policies, ({ id, inputs }) =>
      together === undefined ? id : JSON.stringify(inputs[together]),
    );
    return [...shared.values()].flatMap((some): readonly Problem[] => {
      const size = some.reduce((sum, { inputs }) => sum + sizeOf(inputs[property]), 0);
      if (size <= atMost) return [];
      return [
        {
          code: 'ESP2239',
          file,
          path: some.map(({ id }) => id).join(', '),
          found: `The policy has ${size} characters.`,
          expected: `At most ${atMost} characters, AWS's limit.`,
          remedy: 'Name fewer resources: by a prefix that they share, or from another app.',
        },
      ];
    });
  });
}

function sizeOf(policy: unknown): number {
  const text = typeof policy === 'string' ? policy : JSON.stringify(policy);
  return text.replaceAll(/\s/g, '').length;
}
