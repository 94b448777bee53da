import type { PlannedResource } from '@espalier/model';
import { expect, test } from 'vitest';
import { policiesTooLarge } from '../src/plan/policy-sizes.ts';

/** A resource with a policy of some size. */
function planned(
  type: string,
  name: string,
  property: string,
  size: number,
  inputs: PlannedResource['inputs'] = {},
): PlannedResource {
  const policy = 'x'.repeat(size);
  return {
    id: `${type}/${name}`,
    type,
    name,
    parent: undefined,
    kind: 'resource',
    inputs: { ...inputs, [property]: policy },
    dependencies: [],
    options: {},
  };
}

test.each([
  ['aws:iam/policy:Policy', 'policy', 6144],
  ['aws:iam/role:Role', 'assumeRolePolicy', 2048],
  ['aws:iam/rolePolicy:RolePolicy', 'policy', 10_240],
  ['aws:s3/bucketPolicy:BucketPolicy', 'policy', 20_480],
  ['aws:kms/key:Key', 'policy', 32_768],
  ['aws:ec2/vpcEndpoint:VpcEndpoint', 'policy', 20_480],
])('the policy of a %s', (type, property, atMost) => {
  expect(policiesTooLarge([planned(type, 'a', property, atMost)], 'stack')).toEqual([]);
  expect(policiesTooLarge([planned(type, 'a', property, atMost + 1)], 'stack')).toEqual([
    {
      code: 'ESP2239',
      file: 'stack',
      path: `${type}/a`,
      found: `The policy has ${atMost + 1} characters.`,
      expected: `At most ${atMost} characters, AWS's limit.`,
      remedy: 'Name fewer resources: by a prefix that they share, or from another app.',
    },
  ]);
});

test('policies of one role share their limit', () => {
  const of = (role: string, name: string) => planned('aws:iam/rolePolicy:RolePolicy', name, 'policy', 6000, { role });
  expect(policiesTooLarge([of('a', 'one'), of('b', 'two')], 'stack')).toEqual([]);
  expect(policiesTooLarge([of('a', 'one'), of('a', 'two')], 'stack').map(({ found }) => found)).toEqual([
    'The policy has 12000 characters.',
  ]);
});
