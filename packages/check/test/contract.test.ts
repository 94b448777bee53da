import { formatProblem } from '@espalier/model';
import { describe, expect, test } from 'vitest';
import { contract, type Evidence } from '../src/index.ts';
import { edited, evidenceOfFixture, without, type Edit } from './evidence.ts';

const production = await evidenceOfFixture();
const role = 'acme-production-production';

test('the tree and the plans that Espalier writes agree', () => {
  expect(contract(production)).toEqual([]);
});

describe('one edit of what is committed, and what is found', () => {
  const edits: readonly (readonly [string, Edit, readonly string[]])[] = [
    [
      'a ServiceAccount names a role that is not there',
      {
        file: 'identity/serviceaccount-identity.yaml',
        replace: `role/${role}-identity`,
        by: `role/${role}-identify`,
      },
      // Its pods then have the address of a table that no role of theirs may use.
      ['ESP7101', 'ESP7104', 'ESP7132'],
    ],
    [
      'values name a role that is not there',
      { file: 'values/loki.yaml', replace: `role/${role}-loki`, by: `role/${role}-lokki` },
      ['ESP7101', 'ESP7104'],
    ],
    [
      'a role trusts another ServiceAccount',
      {
        file: `iam.role-${role}-identity.yaml`,
        replace: 'system:serviceaccount:auth:identity',
        by: 'system:serviceaccount:auth:default',
      },
      ['ESP7102'],
    ],
    [
      'a role trusts a ServiceAccount of another namespace',
      {
        file: `iam.role-${role}-loki.yaml`,
        replace: 'system:serviceaccount:monitoring:',
        by: 'system:serviceaccount:ci:',
      },
      ['ESP7102'],
    ],
    [
      'a role of values is for no workload that the addon declares',
      { file: 'values/loki.yaml', replace: `role/${role}-loki`, by: `role/${role}-identity` },
      ['ESP7103', 'ESP7104'],
    ],
    [
      'an ExternalSecret reads what is not there',
      {
        file: 'externalsecret-identity-signing-key.yaml',
        replace: 'identity/signing-key',
        by: 'identity/signing-keys',
      },
      ['ESP7111', 'ESP7115'],
    ],
    [
      'an ExternalSecret reads from a store that its namespace does not have',
      { file: 'externalsecret-identity-signing-key.yaml', replace: 'secrets-manager', by: 'vault' },
      ['ESP7112'],
    ],
    [
      'a store may not read its namespace’s secrets',
      {
        file: `iam.rolepolicy-${role}-secrets-auth.yaml`,
        replace: 'secret:acme/production/auth/',
        by: 'secret:acme/production/authz/',
      },
      ['ESP7113'],
    ],
    [
      'a store may read every namespace’s secrets',
      {
        file: `iam.rolepolicy-${role}-secrets-auth.yaml`,
        replace: 'secret:acme/production/auth/',
        by: 'secret:acme/production/',
      },
      ['ESP7114'],
    ],
    [
      'a pod has the address of a table that is not there',
      { file: 'deployment-identity.yaml', replace: 'acme-production-identity-sessions', by: 'sessions' },
      ['ESP7131', 'ESP7133'],
    ],
    [
      'a role allows nothing on the bucket whose address its pods have',
      {
        file: `iam.rolepolicy-${role}-model-server.yaml`,
        replace: 'arn:aws:s3:::acme-production-model-server-weights',
        by: 'arn:aws:s3:::acme-production-model-server-weight',
      },
      ['ESP7132'],
    ],
    [
      'a pod runs an image of a repository that is not there',
      { file: 'deployment-identity.yaml', replace: 'acme/identity:', by: 'acme/identify:' },
      ['ESP7121'],
    ],
    [
      'a pod runs a public image',
      {
        file: 'deployment-identity.yaml',
        replace: '111111111111.dkr.ecr.us-east-1.amazonaws.com/acme/identity:',
        by: 'quay.io/acme/identity:',
      },
      ['ESP7122'],
    ],
    [
      'no image comes through a pull-through rule',
      { file: 'ecr.pullthroughcacherule-quay.yaml', replace: 'quay', by: 'gitlab' },
      ['ESP7121', 'ESP7123'],
    ],
    [
      'a repository is of no app',
      { file: 'ecr.repository-identity.yaml', replace: 'acme/identity', by: 'acme/idle' },
      ['ESP7121', 'ESP7123'],
    ],
    [
      'a role may not log in to the database of its app',
      { file: `iam.rolepolicy-${role}-identity.yaml`, replace: 'rds-db:connect', by: 'rds-db:nothing' },
      ['ESP7143'],
    ],
    [
      'a security group lets pods in on another database',
      {
        file: 'vpc.securitygroupingressrule-identity-database.yaml',
        replace: 'acme-production-identity-database',
        by: 'acme-production-other-database',
      },
      ['ESP7141'],
    ],
    [
      'a policy does not let pods out to their database',
      {
        file: 'auth_networkpolicy-identity.yaml',
        replace: '10.20.208.0/20',
        by: '10.20.224.0/20',
      },
      ['ESP7142'],
    ],
  ];
  test.each(edits)('%s', (_what, edit, codes) => {
    expect(codesOf(edited(production, edit))).toEqual(codes);
  });
});

describe('a file that is gone from what is committed, and what is found', () => {
  test.each([
    ['a role', `iam.role-${role}-dev-center-worker.yaml`, ['ESP7145']],
    ['a ServiceAccount', 'identity/serviceaccount-identity.yaml', ['ESP7104', 'ESP7132']],
    ['a secret', 'secretsmanager.secret-identity-signing-key.yaml', ['ESP7145']],
    ['an ExternalSecret', 'externalsecret-identity-signing-key.yaml', ['ESP7115']],
    ['the repository of an app', 'ecr.repository-identity.yaml', ['ESP7121']],
    ['a pull-through rule', 'ecr.pullthroughcacherule-docker-hub.yaml', ['ESP7121']],
    ['a bucket', 's3.bucket-model-server-weights.yaml', ['ESP7145']],
    ['the values with a bucket', 'values/loki.yaml', ['ESP7104', 'ESP7133']],
    ['the only rule on a database', 'vpc.securitygroupingressrule-identity-database.yaml', ['ESP7141']],
    ['the secret with the address of a database', 'externalsecret-identity-database.yaml', ['ESP7115', 'ESP7144']],
  ])('%s', (_what, file, codes) => {
    expect(codesOf(without(production, file))).toEqual(codes);
  });
});

test('a finding reads like an error with a remedy', () => {
  const [finding] = contract(
    edited(production, {
      file: `iam.role-${role}-identity.yaml`,
      replace: 'system:serviceaccount:auth:identity',
      by: 'system:serviceaccount:auth:default',
    }),
  );
  expect(finding).toMatchInlineSnapshot(`
    {
      "code": "ESP7102",
      "expected": "It trusts auth/identity and no other.",
      "file": "clusters/production/identity/serviceaccount-identity.yaml",
      "found": "arn:aws:iam::333333333333:role/acme-production-production-identity trusts auth/default (clusters/production/cloud/acme-production-production-identity/iam.role-acme-production-production-identity.yaml).",
      "path": "metadata.annotations.eks.amazonaws.com/role-arn",
      "remedy": "Run \`npm start\` and \`npm run plan\`; if two workloads assume one role, give each its own.",
    }
  `);
});

test('a role that the model no longer has is one of an older plan', () => {
  const remedies = (evidence: Evidence): readonly string[] =>
    contract(evidence)
      .filter(({ code }) => code === 'ESP7104')
      .map(({ remedy }) => remedy);
  const unnamed = without(production, 'values/loki.yaml');
  const identities = production.cluster.identities.filter(({ owner }) => owner !== 'loki');
  expect(remedies(unnamed)).toEqual([expect.stringContaining('or remove the need')]);
  expect(remedies({ ...unnamed, cluster: { ...production.cluster, identities } })).toEqual([
    expect.stringMatching(/^Run `npm run plan`/),
  ]);
});

function codesOf(evidence: Evidence): readonly string[] {
  return [...new Set(contract(evidence).map(({ code }) => code))].sort();
}

test('a plan that is older than the model is one finding, and not all that follows from it', () => {
  const older = ['-dev-center-api-database.yaml', 'secret-dev-center-api-database.yaml'].reduce(
    (evidence, file) => {
      const keep = (item: { readonly file: string }) => !item.file.endsWith(file);
      return { ...evidence, plan: { ...evidence.plan, environment: evidence.plan.environment.filter(keep) } };
    },
    without(production, `iam.role-${role}-dev-center-api-database-user.yaml`),
  );
  expect(contract(older).map(formatProblem).join('\n\n')).toMatchInlineSnapshot(`
    "ESP7145  environment-production
      The plan of environment-production is older than the model: it has no acme-production-dev-center-api-database, acme/production/dev-center/dev-center-api/database.
      A plan of the current model. Other checks are skipped until then.
      Run \`npm run plan\`, and commit its output with the model.

    ESP7145  cluster-production
      The plan of cluster-production is older than the model: it has no acme-production-production-dev-center-api-database-user.
      A plan of the current model. Other checks are skipped until then.
      Run \`npm run plan\`, and commit its output with the model."
  `);
});

test.each([
  ['quay.io/acme/identity', "Write '111111111111.dkr.ecr.us-east-1.amazonaws.com/quay/acme/identity:"],
  ['registry.example.com/acme/identity', 'Copy it into a repository of the registry, and use that in chart.ts.'],
])('the remedy for an app that runs %s is one that apps have', (by, remedy) => {
  const replace = '111111111111.dkr.ecr.us-east-1.amazonaws.com/acme/identity';
  const findings = contract(edited(production, { file: 'deployment-identity.yaml', replace, by }));
  expect(findings.find(({ code }) => code === 'ESP7122')?.remedy).toContain(remedy);
});
