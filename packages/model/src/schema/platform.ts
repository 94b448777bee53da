import { z } from 'zod';
import type { AccountDefinition, NamespaceDefinition, PlatformDefinition } from '../definition/index.ts';
import {
  byteQuantity,
  certifiedHost,
  cpuQuantity,
  dnsLabel,
  region,
  strict,
  wholeNumber,
} from '../schema-parts/index.ts';

const accountSchema = strict({
  id: z.string().regex(/^\d{12}$/, 'the twelve digits of an AWS account, as text'),
  role: z.enum(['registry', 'workload']).optional(),
  region: region.optional(),
}) satisfies z.ZodType<AccountDefinition>;

/** A Pod Security Standard below `restricted`, with its reason. */
export const podSecuritySchema = strict({
  level: z.enum(['baseline', 'privileged']),
  reason: z.string().min(1, 'a reason, since the namespace is not restricted'),
});

const namespaceSchema = strict({
  podSecurity: podSecuritySchema.optional(),
  quota: strict({
    cpu: cpuQuantity().optional(),
    memory: byteQuantity().optional(),
    pods: wholeNumber(1).optional(),
  }).optional(),
}) satisfies z.ZodType<NamespaceDefinition>;

/** What `apps/platform/platform.ts` exports. */
export const platformSchema = strict({
  name: dnsLabel(16),
  repository: z.string().regex(/^https:\/\/[^\s@]+$/, 'an https address without credentials'),
  revision: z
    .string('a revision of Git such as refs/heads/main')
    .min(1, 'a revision of Git such as refs/heads/main')
    .optional(),
  domain: certifiedHost,
  owners: z.record(dnsLabel(), z.string().regex(/^@[\w-]+(\/[\w.-]+)?$/, 'a GitHub handle such as @acme/platform')),
  accounts: z.record(dnsLabel(32), accountSchema),
  namespaces: z.record(dnsLabel(), namespaceSchema).optional(),
  ci: strict({ clustersPerJob: wholeNumber(1).optional(), previewPullRequests: z.boolean().optional() }).optional(),
  riskBudget: strict({
    severity: z.enum(['critical', 'high', 'medium', 'low']).optional(),
    deletions: strict({
      objects: wholeNumber(0).optional(),
      share: z.number().min(0, 'a share from 0 to 1').max(1, 'a share from 0 to 1').optional(),
    }).optional(),
  }).optional(),
}) satisfies z.ZodType<PlatformDefinition>;
