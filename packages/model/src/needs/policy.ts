import { z } from 'zod';
import type { PolicyConditions } from '../iam/index.ts';
import { strict } from '../schema-parts/index.ts';
import type { NeedPlace, NeedRecord, ResolvedBase } from './need-record.ts';

/** Statements for the owner's role, for AWS APIs that no other need covers. */
export interface PolicyNeed {
  readonly kind: 'policy';
  readonly statements: readonly NeedStatement[];
}

/** What a need allows: a statement without effect and principals. */
export interface NeedStatement {
  /** IAM actions such as `route53:ListHostedZones`; never `*`. */
  readonly actions: readonly string[];
  /** ARNs; `*` only where IAM offers no resource for the actions. `{environment}` stands for its name, `{domain}` for its domain, `{zone}` for its zone's id. */
  readonly resources: readonly string[];
  /** Values by operator and key, with the same placeholders. @default none */
  readonly conditions?: PolicyConditions | undefined;
}

const statementSchema = strict({
  actions: z
    .array(z.string().regex(/^[a-z0-9-]+:[A-Z][A-Za-z0-9]*\*?$/, 'an IAM action such as s3:GetObject, never *'))
    .min(1),
  resources: z
    .array(
      z
        .string()
        .regex(/^(\*|arn:aws:.+)$/, 'an ARN that starts with arn:aws:, or * where IAM offers no resource')
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
        .max(2048, 'an ARN of at most 2,048 characters'),
    )
    .min(1),
  conditions: z
    .record(
      z.string(),
      z.record(z.string(), z.union([z.string('a value as text'), z.array(z.string('a value as text'))])),
    )
    .optional(),
});

export interface ResolvedPolicy extends ResolvedBase<'policy'> {
  readonly statements: readonly NeedStatement[];
}

const schema = strict({
  kind: z.literal('policy'),
  statements: z.array(statementSchema).min(1),
}) satisfies z.ZodType<PolicyNeed>;

/** Asks for statements on the owner's role. */
export function policy(...statements: readonly NeedStatement[]): PolicyNeed {
  return { kind: 'policy', statements };
}

export const policyRecord: NeedRecord<PolicyNeed, ResolvedPolicy> = {
  schema,
  resolve: ({ statements }, { environment }) => ({ statements: statements.map((one) => filled(one, environment)) }),
  names: () => [],
  receive: () => ({ environment: [], secret: undefined, directory: undefined }),
  reachedOn: 'public',
  iamService: '*',
  yieldsSecret: false,
  isShareable: false,
};

/** The statement for one environment: its name and domain stand where it says `{environment}` and `{domain}`. */
function filled(statement: NeedStatement, { name, domain }: NeedPlace['environment']): NeedStatement {
  const fill = (text: string): string => text.replaceAll('{environment}', name).replaceAll('{domain}', domain);
  const fillAll = (value: string | readonly string[]): string | readonly string[] =>
    typeof value === 'string' ? fill(value) : value.map(fill);
  const conditions = Object.entries(statement.conditions ?? {}).map(
    ([operator, keys]) =>
      [operator, Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, fillAll(value)]))] as const,
  );
  return {
    ...statement,
    resources: statement.resources.map(fill),
    ...(statement.conditions !== undefined && { conditions: Object.fromEntries(conditions) }),
  };
}
