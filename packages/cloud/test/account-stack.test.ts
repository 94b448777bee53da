import { upstreams, type ResolvedPlatform } from '@espalier/model';
import { describe, expect, test } from 'vitest';
import type { PlannedResource, StackPlan } from '../src/plan/index.ts';
import { accountPlan, at, byName, loadRiven, resource, textAt } from './stack-plans.ts';
import { teardownRounds, withoutGuards } from './teardown.ts';

const riven = await loadRiven();
const shared = await accountPlan(riven, 'shared');

const workloadAccounts = { AWS: ['arn:aws:iam::222222222222:root', 'arn:aws:iam::333333333333:root'] };
const pulling = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

describe('the registry', () => {
  const repositories = byName(shared, 'aws:ecr/repository:Repository');

  test('has a repository for each app, whose tags are given once and which outlives its stack', () => {
    expect(Object.keys(repositories)).toEqual(riven.apps);
    for (const [app, { inputs, options }] of Object.entries(repositories)) {
      expect(inputs).toMatchObject({
        name: `riven/${app}`,
        imageTagMutability: 'IMMUTABLE',
        imageScanningConfiguration: { scanOnPush: true },
        forceDelete: false,
      });
      expect(options).toMatchObject({ protect: true, retainOnDelete: true });
    }
  });

  test('scans every image that arrives, copies of public ones included', () => {
    const { inputs } = resource(shared, 'aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration/registry');
    expect(at(inputs, 'rules')).toEqual([
      { scanFrequency: 'SCAN_ON_PUSH', repositoryFilters: [{ filter: '*', filterType: 'WILDCARD' }] },
    ]);
  });

  test('lets exactly the workload accounts pull, and none push', () => {
    const policies = byName(shared, 'aws:ecr/repositoryPolicy:RepositoryPolicy');
    expect(Object.keys(policies)).toEqual(riven.apps);
    for (const [app, { inputs }] of Object.entries(policies)) {
      expect(inputs['repository']).toBe(`riven/${app}`);
      expect(at(inputs, 'policy.Statement')).toEqual([
        { Sid: 'WorkloadAccountsPull', Effect: 'Allow', Principal: workloadAccounts, Action: pulling },
      ]);
    }
  });

  test('keeps the last images of every app', () => {
    const policies = byName(shared, 'aws:ecr/lifecyclePolicy:LifecyclePolicy');
    expect(Object.keys(policies)).toEqual(riven.apps);
    for (const { inputs } of Object.values(policies)) {
      expect(at(inputs, 'policy.rules.0.selection')).toMatchObject({ tagStatus: 'untagged', countNumber: 7 });
      expect(at(inputs, 'policy.rules.1.selection')).toEqual({
        tagStatus: 'any',
        countType: 'imageCountMoreThan',
        countNumber: 500,
      });
    }
  });
});

describe('copies of public images', () => {
  const rules = byName(shared, 'aws:ecr/pullThroughCacheRule:PullThroughCacheRule');
  const prefixes = upstreams.map(({ prefix }) => prefix);

  test('are of these registries, and those that need credentials have a secret', () => {
    expect(
      Object.values(rules).map(({ inputs }) => [
        inputs['ecrRepositoryPrefix'],
        inputs['upstreamRegistryUrl'],
        inputs['credentialArn'] ?? null,
      ]),
    ).toEqual([
      ['docker-hub', 'registry-1.docker.io', '${aws:secretsmanager/secret:Secret/pull-through-docker-hub.arn}'],
      ['ecr-public', 'public.ecr.aws', null],
      ['github', 'ghcr.io', '${aws:secretsmanager/secret:Secret/pull-through-github.arn}'],
      ['kubernetes', 'registry.k8s.io', null],
      ['quay', 'quay.io', null],
    ]);
    for (const { inputs } of Object.values(byName(shared, 'aws:secretsmanager/secret:Secret'))) {
      // Under another name or key ECR does not find it, or cannot read it.
      expect(textAt(inputs, 'name')).toMatch(/^ecr-pullthroughcache\/(docker-hub|github)$/);
      expect(inputs).not.toHaveProperty('kmsKeyId');
    }
    expect(shared.resources.filter(({ type }) => type.includes('secretVersion'))).toEqual([]);
  });

  test('are stored in their own repositories, as long as they are pulled', () => {
    const templates = byName(shared, 'aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate');
    expect(Object.keys(templates)).toEqual([...prefixes].sort());
    for (const [prefix, { inputs }] of Object.entries(templates)) {
      expect(inputs).toMatchObject({ prefix, appliedFors: ['PULL_THROUGH_CACHE'], imageTagMutability: 'MUTABLE' });
      // What a template says reaches no copy that is there already.
      expect(inputs).not.toHaveProperty('repositoryPolicy');
      expect(at(inputs, 'lifecyclePolicy.rules')).toHaveLength(2);
      // With these, the first pull would need more permissions.
      expect(inputs).not.toHaveProperty('resourceTags');
      expect(inputs).not.toHaveProperty('customRoleArn');
    }
  });

  test('are fetched for the first pull of a workload account, under these prefixes only', () => {
    const { inputs } = resource(shared, 'aws:ecr/registryPolicy:RegistryPolicy/public-images');
    const copies = prefixes.map((prefix) => `arn:aws:ecr:us-east-1:111111111111:repository/${prefix}/*`);
    expect(at(inputs, 'policy.Statement')).toEqual([
      {
        Sid: 'WorkloadAccountsPullThrough',
        Effect: 'Allow',
        Principal: workloadAccounts,
        Action: ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'],
        Resource: copies,
      },
      {
        Sid: 'WorkloadAccountsPull',
        Effect: 'Allow',
        Principal: workloadAccounts,
        Action: pulling,
        Resource: copies,
      },
    ]);
    // The first scope of such policies knows no pulling, and refuses the policy.
    const scope = resource(shared, 'aws:ecr/accountSetting:AccountSetting/registry-policy-scope');
    expect(scope.inputs).toEqual({ name: 'REGISTRY_POLICY_SCOPE', value: 'V2' });
    expect(resource(shared, 'aws:ecr/registryPolicy:RegistryPolicy/public-images').dependencies).toContain(scope.id);
  });

  test('are for a new account as well, by what a stack changes and not by what a first pull leaves behind', async () => {
    const fourth = { name: 'fourth', id: '444444444444', role: 'workload', region: 'us-east-1' } as const;
    const accounts = { ...riven.accounts, fourth };
    const plan = await accountPlan({ ...riven, accounts }, 'shared');
    const templates = ({ resources }: StackPlan): readonly PlannedResource[] =>
      resources.filter(({ type }) => type === 'aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate');
    expect(templates(plan)).toEqual(templates(shared));
    const { inputs } = resource(plan, 'aws:ecr/registryPolicy:RegistryPolicy/public-images');
    expect(at(inputs, 'policy.Statement.1')).toMatchObject({
      Principal: { AWS: [...workloadAccounts.AWS, 'arn:aws:iam::444444444444:root'] },
      Action: pulling,
    });
  });

  test('wait for a human where a registry asks who is there, after everything else is there', () => {
    const rounds = teardownRounds(withoutGuards(shared));
    const last = shared.resources.filter(({ id, kind }) => kind === 'resource' && rounds.get(id) === 0);
    expect(last.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'aws:ecr/pullThroughCacheRule:PullThroughCacheRule/docker-hub',
        'aws:ecr/pullThroughCacheRule:PullThroughCacheRule/github',
      ]),
    );
    const registry = shared.resources.filter(({ id, type }) => type.startsWith('aws:ecr/') && rounds.get(id) === 0);
    expect(registry.filter(({ inputs }) => !('credentialArn' in inputs)).map(({ type }) => type)).toEqual([]);
  });
});

test('every account is watched for what the outside may reach, and its own accounts are no news', async () => {
  const plan = await accountPlan(riven, 'production');
  expect(plan.resources.map(({ id }) => id)).toEqual([
    'aws:accessanalyzer/analyzer:Analyzer/us-east-1',
    'aws:accessanalyzer/archiveRule:ArchiveRule/us-east-1',
    'espalier:cloud:AccessAnalyzer/access-analyzer',
    'pulumi:providers:aws/aws',
  ]);
  expect(resource(plan, 'aws:accessanalyzer/analyzer:Analyzer/us-east-1').inputs).toEqual({
    analyzerName: 'riven-external-access',
    region: 'us-east-1',
    type: 'ACCOUNT',
  });
  expect(at(resource(plan, 'aws:accessanalyzer/archiveRule:ArchiveRule/us-east-1').inputs, 'filters')).toEqual([
    { criteria: 'principal.AWS', contains: ['111111111111', '222222222222', '333333333333'] },
  ]);
});

test('an account with environments in two regions is watched in both', async () => {
  const { production } = riven.environments;
  if (production === undefined) throw new Error('no environment production');
  const dublin = { ...production, name: 'dublin', region: 'eu-west-1' };
  const plan = await accountPlan({ ...riven, environments: { ...riven.environments, dublin } }, 'production');
  expect(Object.keys(byName(plan, 'aws:accessanalyzer/analyzer:Analyzer'))).toEqual(['eu-west-1', 'us-east-1']);
});

test('a platform in one account lets no other account pull', async () => {
  const { production } = riven.accounts;
  if (production === undefined) throw new Error('no account production');
  const alone: ResolvedPlatform = { ...riven, accounts: { production }, registry: production };
  const plan = await accountPlan(alone, 'production');
  expect(Object.keys(byName(plan, 'aws:ecr/repository:Repository'))).toEqual(riven.apps);
  expect(plan.resources.filter(({ type }) => /ecr\/(repository|registry)Policy/.test(type))).toEqual([]);
});

test.each(Object.keys(riven.accounts))(
  'the stack of account %s is in a preview what it is in an update',
  async (name) => {
    const [update, preview] = [await accountPlan(riven, name), await accountPlan(riven, name, { answered: false })];
    expect(preview.resources.map(({ id, dependencies }) => ({ id, dependencies }))).toEqual(
      update.resources.map(({ id, dependencies }) => ({ id, dependencies })),
    );
    expect(at(resource(update, 'pulumi:providers:aws/aws').inputs, 'allowedAccountIds')).toEqual([
      riven.accounts[name]?.id,
    ]);
  },
);
