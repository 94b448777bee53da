import * as names from '../../names/index.ts';
import type { ResolvedEnvironment, ResolvedNeed } from '../../resolved/index.ts';
import type { Claim, ClaimSources } from './claim.ts';

/** Names whose scope is larger than a cluster. Those of Pulumi's own making are left out: they end in random characters. */
export function namesInAws(sources: ClaimSources): readonly Claim[] {
  const { platform, accounts, environments, deployments, clusters, fileOf, platformFile } = sources;
  return [
    ...Object.values(accounts).flatMap(({ id, name, region }): readonly Claim[] => {
      const common = { owner: `account '${name}'`, file: platformFile };
      const roles = ['plan', 'apply', 'image-push', 'operator', 'viewer'] as const;
      return [
        { what: 'bucket', scope: 'AWS', name: names.stateBucketName(platform, id, region), ...common },
        { what: 'KMS alias', scope: `account ${id}, ${region}`, name: names.stateKeyAlias(platform), ...common },
        ...roles.map((role) => ({
          what: 'IAM role',
          scope: `account ${id}`,
          name: names.accountRoleName(platform, role),
          ...common,
        })),
      ];
    }),
    ...Object.values(environments).flatMap(({ name, account, region }): readonly Claim[] => {
      const common = { owner: `environment '${name}'`, file: fileOf.environment(name) };
      const scope = `account ${account.id}, ${region}`;
      return [
        { what: 'bucket', scope: 'AWS', name: names.backupsBucketName(platform, name, account.id, region), ...common },
        { what: 'KMS alias', scope, name: names.dataKeyAlias(platform, name), ...common },
      ];
    }),
    ...Object.entries(deployments).flatMap(([name, apps]) => {
      const environment = environments[name];
      if (environment === undefined) return [];
      return apps.flatMap((app) =>
        app.needs.flatMap((need) =>
          ofNeed(need, environment, { name: app.name, owner: `app '${app.name}' in '${name}'`, file: app.file }),
        ),
      );
    }),
    ...Object.values(clusters).flatMap((cluster) => {
      const { name, environment, addons, apps, identities } = cluster;
      const fileOfApp = new Map(apps.map((app) => [app.name, app.file]));
      const scope = `account ${environment.account.id}, ${environment.region}`;
      const file = fileOf.cluster(name);
      return [
        { what: 'EKS cluster', scope, name: cluster.eksName, owner: `cluster '${name}'`, file },
        {
          what: 'KMS alias',
          scope,
          name: names.clusterKeyAlias(platform, name),
          owner: `cluster '${name}'`,
          file,
        },
        ...identities.map(({ role, kind, owner, serviceAccount, namespace }) => ({
          what: 'IAM role',
          scope: `account ${environment.account.id}`,
          name: role,
          owner: `${kindOf[kind]} '${owner}' in cluster '${name}' (${namespace}/${serviceAccount})`,
          file: kind === 'app' || kind === 'database-user' ? (fileOfApp.get(owner) ?? file) : file,
        })),
        ...addons.flatMap((addon) =>
          addon.needs.flatMap((need) =>
            ofNeed(need, environment, {
              name: `${name}-${addon.name}`,
              owner: `addon '${addon.name}' of cluster '${name}'`,
              // Clusters of an environment read one secret of an addon: a human fills it once.
              ofSecrets: `addon '${addon.name}' in '${environment.name}'`,
              file,
            }),
          ),
        ),
      ];
    }),
  ];
}

const kindOf = {
  app: 'app',
  addon: 'addon',
  'secret-store': 'the SecretStore of namespace',
  'database-user': 'the Job for the database of',
} as const;

/** Whose need it is. */
interface NeedOwner {
  /** By which `ownedBy` tells that a need is its own. */
  readonly name: string;
  readonly owner: string;
  /** Owner of its secrets. @default owner */
  readonly ofSecrets?: string;
  readonly file: string;
}

/** What a need makes in AWS; nothing where it is another's. */
function ofNeed(
  need: ResolvedNeed,
  { account, region }: ResolvedEnvironment,
  { name: ownName, owner, ofSecrets = owner, file }: NeedOwner,
): readonly Claim[] {
  const scope = `account ${account.id}, ${region}`;
  const of = { owner: `the need '${need.name}' of ${owner}`, file };
  const secret = (name: string): Claim => ({
    what: 'secret in Secrets Manager',
    scope,
    name,
    owner: `the need '${need.name}' of ${ofSecrets}`,
    file,
  });
  switch (need.kind) {
    case 'bucket':
      return need.ownedBy === ownName ? [{ what: 'bucket', scope: 'AWS', name: need.bucket, ...of }] : [];
    case 'table':
      return need.ownedBy === ownName ? [{ what: 'DynamoDB table', scope, name: need.table, ...of }] : [];
    case 'queue':
      return need.ownedBy === ownName
        ? [need.queue, names.deadLetterQueueName(need.queue)].map((name) => ({ what: 'queue', scope, name, ...of }))
        : [];
    case 'postgres':
      return [{ what: 'RDS instance', scope, name: need.instance, ...of }, secret(need.secretPath)];
    case 'secret':
      return [secret(need.secretPath)];
    case 'policy':
      return [];
  }
}
