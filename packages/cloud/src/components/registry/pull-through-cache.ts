import * as aws from '@pulumi/aws';
import { upstreams, type ResolvedAccount } from '@espalier/model';
import { ComponentResource, type ComponentResourceOptions, type Resource } from '@pulumi/pulumi';
import { accountPrincipals, policyText } from '../parts/index.ts';
import { lifecyclePolicy } from './lifecycle-policy.ts';
import { pullStatement } from './pull-policy.ts';

export interface PullThroughCacheArgs {
  /** The registry's account. */
  readonly account: ResolvedAccount;
  /** Accounts that pull from here, besides the registry's own. */
  readonly pulledFrom: readonly string[];
}

/** What is gone is fetched again when somebody pulls it. */
const kept = { images: 100, untaggedDays: 14 };

/**
 * Copies of public images in the platform's registry, made when somebody first pulls one: a public registry that is
 * down, slow or out of patience then stops no node.
 *
 * Where a registry wants credentials, ECR looks for them when the rule is created. So these rules come last, and the
 * first update stops at them until a human has put `{"username": …, "accessToken": …}` into the secret.
 */
export class PullThroughCache extends ComponentResource {
  constructor(name: string, { account, pulledFrom }: PullThroughCacheArgs, options: ComponentResourceOptions) {
    super('espalier:cloud:PullThroughCache', name, {}, options);
    const own = { parent: this };
    const templates = upstreams.map(
      ({ prefix, upstream }) =>
        // No tags: the role that pulls first would need the permission to set them.
        new aws.ecr.RepositoryCreationTemplate(
          prefix,
          {
            prefix,
            description: `Copies of images of ${upstream}`,
            appliedFors: ['PULL_THROUGH_CACHE'],
            encryptionConfigurations: [{ encryptionType: 'AES256' }],
            // A tag upstream may move, and the copy follows.
            imageTagMutability: 'MUTABLE',
            lifecyclePolicy: lifecyclePolicy(kept),
          },
          { ...own, deleteBeforeReplace: true },
        ),
    );
    const policies = pulledFrom.length === 0 ? [] : [registryPolicy(name, { account, pulledFrom }, this)];
    // A copy made before its template would keep what it was made with.
    const open = upstreams
      .filter(({ credentials }) => !credentials)
      .map(
        ({ prefix, url }) =>
          new aws.ecr.PullThroughCacheRule(
            prefix,
            { ecrRepositoryPrefix: prefix, upstreamRegistryUrl: url },
            { ...own, deleteBeforeReplace: true, dependsOn: [...templates, ...policies] },
          ),
      );
    for (const { prefix, url, upstream } of upstreams.filter(({ credentials }) => credentials)) {
      const secret = new aws.secretsmanager.Secret(
        `pull-through-${prefix}`,
        {
          // ECR takes no other names.
          name: `ecr-pullthroughcache/${prefix}`,
          description: `User and token that ECR pulls from ${upstream} with: {"username": …, "accessToken": …}`,
        },
        { ...own, protect: true, retainOnDelete: true },
      );
      new aws.ecr.PullThroughCacheRule(
        prefix,
        { ecrRepositoryPrefix: prefix, upstreamRegistryUrl: url, credentialArn: secret.arn },
        { ...own, deleteBeforeReplace: true, dependsOn: open },
      );
    }
    this.registerOutputs();
  }
}

/**
 * Who pulls copies, and makes them. A policy of the registry holds for every repository, whatever its template said when
 * somebody first pulled from it.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions.html
 */
function registryPolicy(
  name: string,
  { account, pulledFrom }: PullThroughCacheArgs,
  parent: Resource,
): aws.ecr.RegistryPolicy {
  const copies = upstreams.map(({ prefix }) => `arn:aws:ecr:${account.region}:${account.id}:repository/${prefix}/*`);
  // Registries from before 2025 may still be in the first scope, which knows nothing of pulling.
  const scope = new aws.ecr.AccountSetting(
    'registry-policy-scope',
    { name: 'REGISTRY_POLICY_SCOPE', value: 'V2' },
    { parent },
  );
  return new aws.ecr.RegistryPolicy(
    name,
    {
      policy: policyText([
        {
          sid: 'WorkloadAccountsPullThrough',
          principals: accountPrincipals(pulledFrom),
          actions: ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'],
          resources: copies,
        },
        { ...pullStatement(pulledFrom), resources: copies },
      ]),
    },
    { parent, dependsOn: [scope] },
  );
}
