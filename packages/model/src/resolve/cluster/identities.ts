import * as names from '../../names/index.ts';
import { databaseUserOf } from '../../needs/index.ts';
import type { ResolvedAddon, ResolvedEnvironment, ResolvedIdentity, ResolvedNamespace } from '../../resolved/index.ts';
import type { DeployedApp } from '../cluster-rules/index.ts';

/** The input for a cluster's identities. */
interface IdentitySources {
  readonly platform: string;
  readonly cluster: string;
  readonly environment: ResolvedEnvironment;
  readonly apps: readonly DeployedApp[];
  readonly addons: readonly ResolvedAddon[];
  readonly namespaces: readonly ResolvedNamespace[];
}

/** Every role that pods of a cluster assume, sorted by name. */
export function identitiesOf(sources: IdentitySources): readonly ResolvedIdentity[] {
  const { platform, cluster, environment, apps, addons, namespaces } = sources;
  const role = (workload: string): Pick<ResolvedIdentity, 'role' | 'roleArn'> => {
    const name = names.roleName({ platform, environment: environment.name, cluster, workload });
    return { role: name, roleArn: names.roleArn(environment.account.id, name) };
  };
  const ofApps = apps.flatMap(({ app: { name, namespace, needs, hasRole } }): readonly ResolvedIdentity[] =>
    hasRole ? [{ kind: 'app', ...role(name), namespace, serviceAccount: name, owner: name, needs }] : [],
  );
  const ofDatabaseUsers = apps.flatMap(({ app: { name, namespace, needs } }) =>
    needs.flatMap((need): readonly ResolvedIdentity[] => {
      const database = databaseUserOf(need);
      if (database === undefined) return [];
      const serviceAccount = names.databaseUserWorkload(name, need.name);
      return [{ kind: 'database-user', ...role(serviceAccount), namespace, serviceAccount, owner: name, database }];
    }),
  );
  const ofAddons = addons.flatMap((addon) => {
    const byAccount = Map.groupBy(addon.workloads, ({ serviceAccount }) => serviceAccount);
    return [...byAccount].flatMap(([serviceAccount, workloads]): readonly ResolvedIdentity[] => {
      const roleArn = workloads[0]?.roleArn;
      if (roleArn === undefined) return [];
      const needs = new Map(workloads.flatMap((workload) => workload.needs.map((need) => [need.name, need] as const)));
      return [
        {
          kind: 'addon',
          role: names.roleNameOf(roleArn),
          roleArn,
          namespace: addon.namespace,
          serviceAccount,
          owner: addon.name,
          needs: [...needs.values()],
        },
      ];
    });
  });
  const ofStores = namespaces.flatMap(({ name: namespace, secretStore }): readonly ResolvedIdentity[] =>
    secretStore === undefined
      ? []
      : [
          {
            kind: 'secret-store',
            role: names.roleNameOf(secretStore.roleArn),
            roleArn: secretStore.roleArn,
            namespace,
            serviceAccount: secretStore.serviceAccount,
            owner: namespace,
            secretPrefix: names.secretPrefix(platform, environment.name, namespace),
          },
        ],
  );
  return [...ofApps, ...ofDatabaseUsers, ...ofAddons, ...ofStores].sort((one, other) =>
    one.role < other.role ? -1 : 1,
  );
}
