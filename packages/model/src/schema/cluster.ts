import { z } from 'zod';
import { instanceTypes, isInstanceType } from '../aws/index.ts';
import type { ClusterDefinition } from '../definition/index.ts';
import { closest } from '../problem/index.ts';
import { addonSchema } from './addon.ts';
import { dnsLabel, privateCidr, strict, wholeNumber } from '../schema-parts/index.ts';

/**
 * The Kubernetes minors that Espalier supports. @see
 * https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
 */
export const kubernetesVersions = ['1.29', '1.30', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36'] as const;

const kubernetesVersion = z.enum(
  kubernetesVersions,
  `a Kubernetes minor as text, one of ${kubernetesVersions.join(', ')}`,
);

const instanceType = z.string('an instance type of EC2 such as m7i.large').superRefine((type, context) => {
  if (isInstanceType(type)) return;
  const message = `an instance type of EC2 such as ${closest(type, instanceTypes()) ?? 'm7i.large'}`;
  context.addIssue({ code: 'custom', message });
});

const nodeShape = {
  instanceTypes: z.array(instanceType).min(1),
  size: strict({ min: wholeNumber(0, 450), max: wholeNumber(1, 450) }).refine(
    (size) => size.min <= size.max,
    'a minimum that is not above the maximum',
  ),
  operatingSystem: z.enum(['al2023', 'bottlerocket']).optional(),
  volumeGibibytes: wholeNumber(20, 16_384).optional(),
  amiRelease: z
    .string()
    .regex(/^\d+\.\d+\.\d+-[\da-f]+$/, 'a release of the EKS AMI such as 1.35.0-20261105')
    .optional(),
};

/** What `apps/platform/clusters/<name>/cluster.ts` exports. */
export const clusterSchema = strict({
  environment: z.string('the name of an environment'),
  kubernetesVersion,
  stillAt: strict({ managedAddons: kubernetesVersion.optional(), nodes: kubernetesVersion.optional() }).optional(),
  managedAddons: z
    .record(dnsLabel(), z.string().regex(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/, 'a version such as v1.12.4-eksbuild.1'))
    .optional(),
  serviceCidr: privateCidr(12, 24).optional(),
  reachableFrom: z.array(privateCidr(8, 32)).optional(),
  nodeGroups: z.record(
    dnsLabel(20),
    strict({
      ...nodeShape,
      dedicatedTo: dnsLabel().optional(),
      gpu: z.boolean().optional(),
      retiring: z.array(strict(nodeShape)).optional(),
    }),
  ),
  addons: z.array(addonSchema).optional(),
}) satisfies z.ZodType<ClusterDefinition>;
