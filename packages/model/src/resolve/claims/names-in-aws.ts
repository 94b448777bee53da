import * as names from '../../names/index.ts';
import { namesOfNeed, type ResolvedNeed } from '../../needs/index.ts';
import type { ResolvedEnvironment } from '../../resolved/index.ts';
import type { Claim, ClaimSources } from './claim.ts';

/**
 * Names that must be unique beyond one cluster. Names that Pulumi generates are omitted: they end in random characters.
 */
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
    ...Object.values(environments).flatMap((environment): readonly Claim[] => {
      const { name, account, region } = environment;
      const common = { owner: `environment '${name}'`, file: fileOf.environment(name) };
      const scope = `account ${account.id}, ${region}`;
      return [
        { what: 'bucket', scope: 'AWS', name: names.backupsBucketName(platform, environment), ...common },
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
  /** The value of `ownedBy` for needs that are its own. */
  readonly name: string;
  readonly owner: string;
  /** Owner of its secrets. @default owner */
  readonly ofSecrets?: string;
  readonly file: string;
}

/** The names of a need in AWS; empty if another owner has the resource. */
function ofNeed(
  need: ResolvedNeed,
  { account, region }: ResolvedEnvironment,
  { name: ownName, owner, ofSecrets = owner, file }: NeedOwner,
): readonly Claim[] {
  if ('ownedBy' in need && need.ownedBy !== ownName) return [];
  const secretPath = 'secretPath' in need ? need.secretPath : undefined;
  return namesOfNeed(need, ownName).flatMap(({ name, unique }): readonly Claim[] => {
    if (unique === undefined) return [];
    const scope = unique.within === 'AWS' ? 'AWS' : `account ${account.id}, ${region}`;
    const of = name === secretPath ? ofSecrets : owner;
    return [{ what: unique.among, scope, name, owner: `the need '${need.name}' of ${of}`, file }];
  });
}
