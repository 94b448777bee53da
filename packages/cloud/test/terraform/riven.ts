import type { ResolvedAccount, ResolvedPlatform } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import { resolve } from 'node:path';
import { bootstrapOf, type TerraformJson } from '../../src/terraform/index.ts';
import type { Statement } from './evaluate.ts';

/** The reference platform. */
export async function riven(): Promise<ResolvedPlatform> {
  const { platform } = await loadPlatform(resolve(import.meta.dirname, '../../../..'));
  if (platform === undefined) throw new Error("Riven's model is broken");
  return platform;
}

export function accountOf({ accounts }: ResolvedPlatform, name: string): ResolvedAccount {
  const account = accounts[name];
  if (account === undefined) throw new Error(`there is no account ${name}`);
  return account;
}

export function bootstrapIn(platform: ResolvedPlatform, account: string): TerraformJson {
  return bootstrapOf(platform, accountOf(platform, account));
}

/** The statements of one of a configuration's policies. */
export function policyIn({ data }: TerraformJson, name: string): readonly Statement[] {
  const document = data['aws_iam_policy_document']?.[name];
  if (!isPolicy(document)) throw new Error(`there is no policy ${name}`);
  return document.statement;
}

/** Names of all its policies. */
export function policiesIn({ data }: TerraformJson): readonly string[] {
  return Object.keys(data['aws_iam_policy_document'] ?? {});
}

function isPolicy(value: unknown): value is { readonly statement: readonly Statement[] } {
  return typeof value === 'object' && value !== null && 'statement' in value && Array.isArray(value.statement);
}

/** The same as IAM counts it: what is not whitespace in its own spelling. */
export function sizeOf(statements: readonly Statement[]): number {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map(({ sid, effect, actions, not_actions, resources, condition }) => ({
      Sid: sid,
      Effect: effect,
      Action: actions,
      NotAction: not_actions,
      Resource: resources,
      Condition: condition?.map(({ test, variable, values }) => ({ [test]: { [variable]: values } })),
    })),
  }).length;
}
