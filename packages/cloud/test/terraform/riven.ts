import {
  bucket,
  cache,
  policy,
  postgres,
  queue,
  resolve as resolvePlatform,
  secret,
  table,
  type AppDefinition,
  type NeedKind,
  type Needs,
  type ResolvedAccount,
  type ResolvedPlatform,
} from '@espalier/model';
import { loadDefinitions } from '@espalier/model/load';
import { resolve } from 'node:path';
import { bootstrapOf, type TerraformJson } from '../../src/terraform/index.ts';
import type { Statement } from './evaluate.ts';

/** A need of every kind, so that what follows from types does not depend on what Riven's apps happen to need. */
const everyNeed = {
  postgres: postgres({ storage: '20Gi' }),
  bucket: bucket(),
  table: table({ key: 'id' }),
  queue: queue(),
  secret: secret(),
  policy: policy({ actions: ['cloudwatch:PutMetricData'], resources: ['*'] }),
  cache: cache(),
} satisfies Needs & Record<NeedKind, unknown>;

const app: AppDefinition = {
  namespace: 'every',
  owner: 'platform',
  container: { port: 8080, resources: { cpu: '100m', memory: '128Mi' }, probes: { ready: { path: '/' } } },
  needs: { ...everyNeed, nodes: cache({ nodeType: 'cache.t4g.small' }) },
};

/** The reference platform, with an app that needs everything. */
export async function riven(): Promise<ResolvedPlatform> {
  const { definitions } = await loadDefinitions(resolve(import.meta.dirname, '../../../..'));
  if (definitions === undefined) throw new Error("Riven's definitions cannot be read");
  const release = (file: string) => ({ file, value: { image: { tag: '1' } } });
  const { platform, problems } = resolvePlatform({
    ...definitions,
    apps: {
      ...definitions.apps,
      every: {
        file: 'apps/every/app.ts',
        value: app,
        releases: { staging: release('staging.yaml'), production: release('production.yaml') },
        chart: undefined,
      },
    },
  });
  if (platform === undefined) throw new Error(JSON.stringify(problems));
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
