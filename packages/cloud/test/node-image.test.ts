import type { ResolvedNodeShape } from '@espalier/model';
import { expect, test } from 'vitest';
import { amiType, userData } from '../src/components/nodes/node-image.ts';

const shape: ResolvedNodeShape = {
  instanceTypes: ['m7i.large'],
  architecture: 'x86_64',
  operatingSystem: 'al2023',
  volumeGibibytes: 80,
  amiRelease: undefined,
  size: { min: 1, max: 3 },
};

test.each([
  ['al2023', 'x86_64', false, 'AL2023_x86_64_STANDARD'],
  ['al2023', 'x86_64', true, 'AL2023_x86_64_NVIDIA'],
  ['al2023', 'arm64', false, 'AL2023_ARM_64_STANDARD'],
  ['al2023', 'arm64', true, 'AL2023_ARM_64_NVIDIA'],
  ['bottlerocket', 'x86_64', false, 'BOTTLEROCKET_x86_64'],
  ['bottlerocket', 'arm64', true, 'BOTTLEROCKET_ARM_64_NVIDIA'],
] as const)('%s on %s, with GPUs: %s', (operatingSystem, architecture, gpu, expected) => {
  expect(amiType({ ...shape, operatingSystem, architecture }, gpu)).toBe(expected);
});

test('the user data of a node', () => {
  const decoded = (of: ResolvedNodeShape): string => Buffer.from(userData(of), 'base64').toString();
  expect(decoded(shape)).toMatchInlineSnapshot(`
    "MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary="//"

    --//
    Content-Type: application/node.eks.aws

    ---
    apiVersion: node.eks.aws/v1alpha1
    kind: NodeConfig
    spec:
      kubelet:
        config:
          maxPods: 110

    --//--
    "
  `);
  expect(decoded({ ...shape, operatingSystem: 'bottlerocket' })).toMatchInlineSnapshot(`
    "[settings.kubernetes]
    max-pods = 110
    "
  `);
});
