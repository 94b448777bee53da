import { names, ProblemsError } from '@espalier/model';
import { describe, expect, test } from 'vitest';
import { bootstrapOf, configurationText, danglingReferences } from '../../src/terraform/index.ts';
import { accountOf, bootstrapIn, policiesIn, policyIn, riven, sizeOf } from './riven.ts';

const platform = await riven();
const accounts = Object.keys(platform.accounts);

describe.each(accounts)('the bootstrap of %s', (account) => {
  const configuration = bootstrapIn(platform, account);

  test('refers to nothing that it does not have', async () => {
    expect(await danglingReferences(configuration)).toEqual([]);
  });

  test('has policies that IAM takes', () => {
    for (const policy of policiesIn(configuration)) {
      const statements = policyIn(configuration, policy);
      // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
      const most = policy === 'boundary' ? 6144 : policy.endsWith('_trust') ? 2048 : 10_240;
      expect(sizeOf(statements), policy).toBeLessThanOrEqual(most);
      for (const statement of statements) {
        expect(statement.sid, policy).toMatch(/^[A-Za-z0-9]+$/);
        expect([statement.actions, statement.not_actions].filter((actions) => actions !== undefined)).toHaveLength(1);
        for (const action of statement.actions ?? statement.not_actions ?? []) {
          expect(action, policy).toMatch(/^[a-z0-9-]+:[A-Za-z0-9*]+$/);
        }
        for (const resource of statement.resources ?? []) {
          expect(resource, policy).toMatch(/^(\*|arn:aws:[a-z0-9-]+:[a-z0-9*-]*:(\d{12}|\*)?:.+|\$\{[a-z_.]+\})$/);
        }
      }
      expect(new Set(statements.map(({ sid }) => sid)).size, policy).toBe(statements.length);
    }
  });

  test('has the names that the model knows', () => {
    const { id, region } = accountOf(platform, account);
    const { resource } = configuration;
    const roles = Object.keys(resource['aws_iam_role'] ?? {});
    expect(resource['aws_s3_bucket']).toMatchObject({
      state: { bucket: names.stateBucketName('riven', id, region), lifecycle: { prevent_destroy: true } },
    });
    expect(resource['aws_kms_alias']).toMatchObject({ state: { name: 'alias/riven-state' } });
    expect(resource['aws_iam_policy']).toMatchObject({ boundary: { name: 'riven-boundary' } });
    expect(roles).toEqual(
      account === 'shared'
        ? ['plan', 'apply', 'image_push', 'operator', 'viewer']
        : ['plan', 'apply', 'operator', 'viewer'],
    );
    for (const role of roles) {
      const name = `riven-${role.replace('_', '-')}`;
      expect(resource['aws_iam_role']?.[role]).toMatchObject({ name });
      expect(name.length).toBeLessThanOrEqual(64);
    }
  });

  test('keeps its state bucket closed, versioned and encrypted', () => {
    const { resource } = configuration;
    expect(resource['aws_s3_bucket_versioning']).toMatchObject({
      state: { versioning_configuration: { status: 'Enabled' } },
    });
    expect(resource['aws_s3_bucket_server_side_encryption_configuration']).toMatchObject({
      state: {
        rule: { bucket_key_enabled: true, apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms' } },
      },
    });
    expect(resource['aws_s3_bucket_public_access_block']).toMatchObject({
      state: {
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      },
    });
    expect(resource['aws_s3_bucket_ownership_controls']).toMatchObject({
      state: { rule: { object_ownership: 'BucketOwnerEnforced' } },
    });
    expect(resource['aws_s3_bucket_lifecycle_configuration']).toMatchObject({
      state: { rule: { noncurrent_version_expiration: { noncurrent_days: 90 } } },
    });
  });

  test('is for this account alone, and for versions that lock state in S3', () => {
    expect(configuration.provider).toMatchObject({
      aws: { allowed_account_ids: [accountOf(platform, account).id] },
    });
    expect(configuration.terraform).toMatchObject({ required_version: '>= 1.10' });
  });
});

test('defaults are set in every region that the account holds something in', () => {
  const production = accountOf(platform, 'production');
  const { production: environment } = platform.environments;
  if (environment === undefined) throw new Error('Riven has production');
  const europe = { ...environment, name: 'europe', region: 'eu-west-1' };
  const { resource } = bootstrapOf({ ...platform, environments: { ...platform.environments, europe } }, production);
  for (const type of ['aws_ebs_encryption_by_default', 'aws_ec2_instance_metadata_defaults']) {
    expect(resource[type]).toMatchObject({
      'eu-west-1': { region: 'eu-west-1' },
      'us-east-1': { region: 'us-east-1' },
    });
  }
});

test('a misspelt reference is found, in an expression as in an order', async () => {
  const configuration = bootstrapIn(platform, 'production');
  const text = configurationText(configuration)
    .replace('${aws_kms_key.state.arn}', '${aws_kms_key.sate.arn}')
    .replace('var.plan_opens_stack_secrets', 'var.plan_opens_secrets')
    .replace('"aws_s3_bucket_versioning.state"', '"aws_s3_bucket_versions.state"');
  const broken = JSON.parse(text) as typeof configuration;
  expect(await danglingReferences(broken)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ reference: 'aws_kms_key.sate' }),
      expect.objectContaining({ reference: 'var.plan_opens_secrets' }),
      expect.objectContaining({ reference: 'aws_s3_bucket_versions.state' }),
    ]),
  );
});

test('the text has its keys in order and ends in a newline', () => {
  const text = configurationText(bootstrapIn(platform, 'shared'));
  expect(text.endsWith('}\n')).toBe(true);
  expect(Object.keys(JSON.parse(text) as object)).toEqual(['data', 'provider', 'resource', 'terraform', 'variable']);
  expect(configurationText(bootstrapIn(platform, 'shared'))).toBe(text);
});

test('a repository that is not on github.com is refused', () => {
  const elsewhere = { ...platform, repository: 'https://gitlab.com/riven/platform' };
  expect(() => bootstrapOf(elsewhere, accountOf(platform, 'shared'))).toThrow(ProblemsError);
  expect(() => bootstrapOf(elsewhere, accountOf(platform, 'shared'))).toThrow('ESP6301');
});
