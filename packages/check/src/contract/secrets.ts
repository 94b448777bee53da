import { names, type Problem } from '@espalier/model';
import { type Evidence, listAt, type Manifest, roleArnsOfAccounts, textAt } from '../evidence/index.ts';
import { allows, type Role, rolesOf } from '../iam/index.ts';

/** A key that an ExternalSecret reads. */
interface Read {
  readonly file: string;
  readonly path: string;
  readonly namespace: string;
  readonly store: string;
  readonly key: string;
}

/** Secrets Manager appends a hyphen and six random characters to an ARN. */
const suffix = '-AbCdEf';

/**
 * Every key that an ExternalSecret reads is a secret of the plan, and the store of its namespace may read it. No store
 * may read another namespace's secrets. Every secret is read.
 */
export function secretsAgree(evidence: Evidence): readonly Problem[] {
  const { cluster, plan } = evidence;
  const secrets = new Map(
    plan.environment
      .filter(({ type }) => type === 'aws:secretsmanager/secret:Secret')
      .map(({ file, inputs }) => [textAt(inputs, 'name') ?? '', file] as const),
  );
  const { region, account } = cluster.environment;
  const arnOf = (key: string): string => names.secretArn(region, account.id, `${key}${suffix}`);
  const stores = storesOf(evidence);
  const reads = evidence.manifests.filter(({ kind }) => kind === 'ExternalSecret').flatMap(readsOf);

  const forward = reads.flatMap((read): readonly Problem[] => {
    if (!secrets.has(read.key)) return [noSuchSecret(read)];
    const role = stores.get(`${read.namespace}/${read.store}`);
    if (role === undefined) return [noStore(read)];
    return allows(role, 'secretsmanager:GetSecretValue', arnOf(read.key)) ? [] : [mayNotRead(read, role)];
  });
  const across = [...stores].flatMap(([store, role]) => {
    const namespace = store.slice(0, store.indexOf('/'));
    const foreign = new Set(reads.filter((read) => read.namespace !== namespace).map(({ key }) => key));
    return [...foreign]
      .filter((key) => allows(role, 'secretsmanager:GetSecretValue', arnOf(key)))
      .map((key) => mayReadToo(role, namespace, key));
  });
  const read = new Set(reads.map(({ key }) => key));
  const prefixes = cluster.namespaces.map(({ name }) =>
    names.secretPrefix(evidence.platform.name, cluster.environment.name, name),
  );
  const unread = [...secrets]
    .filter(([key]) => !read.has(key) && prefixes.some((prefix) => key.startsWith(prefix)))
    .map(([key, file]) => unreadSecret(key, file));
  return [...forward, ...across, ...unread];
}

/** The role of each SecretStore, by `<namespace>/<store>`. */
function storesOf({ manifests, plan, cluster }: Evidence): ReadonlyMap<string, Role> {
  const roles = new Map(rolesOf(plan.cluster).map((role) => [role.name, role]));
  const roleArns = roleArnsOfAccounts(manifests);
  const prefix = names.roleArn(cluster.environment.account.id, '');
  return new Map(
    manifests
      .filter(({ kind }) => kind === 'SecretStore')
      .flatMap(({ namespace, name, content }): readonly (readonly [string, Role])[] => {
        const account = textAt(content, 'spec', 'provider', 'aws', 'auth', 'jwt', 'serviceAccountRef', 'name') ?? '';
        const arn = roleArns.get(`${namespace}/${account}`);
        const role = arn?.startsWith(prefix) === true ? roles.get(names.roleNameOf(arn)) : undefined;
        return role === undefined ? [] : [[`${namespace}/${name}`, role]];
      }),
  );
}

function readsOf({ file, namespace, content }: Manifest): readonly Read[] {
  const store = textAt(content, 'spec', 'secretStoreRef', 'name') ?? '';
  const keys = [
    ...listAt(content, 'spec', 'data').map((item, index) => ({
      path: `spec.data[${index}].remoteRef.key`,
      key: textAt(item, 'remoteRef', 'key'),
    })),
    ...listAt(content, 'spec', 'dataFrom').map((item, index) => ({
      path: `spec.dataFrom[${index}].extract.key`,
      key: textAt(item, 'extract', 'key'),
    })),
  ];
  return keys.flatMap(({ path, key }) => (key === undefined ? [] : [{ file, path, namespace, store, key }]));
}

function noSuchSecret({ file, path, key }: Read): Problem {
  return {
    code: 'ESP7111',
    file,
    path,
    found: `The plan has no secret '${key}'.`,
    expected: "A secret of the environment's stack.",
    remedy:
      'Declare it as a need, such as secret() or postgres(), and run `npm start` and `npm run plan`; or remove the ExternalSecret.',
  };
}

function noStore({ file, namespace, store }: Read): Problem {
  return {
    code: 'ESP7112',
    file,
    path: 'spec.secretStoreRef.name',
    found: `Namespace '${namespace}' has no SecretStore '${store}' with a role of the plan.`,
    expected: 'The store of the namespace, with a ServiceAccount that has a role.',
    remedy: 'Run `npm start` and `npm run plan`.',
  };
}

function mayNotRead({ file, path, key }: Read, role: Role): Problem {
  return {
    code: 'ESP7113',
    file,
    path,
    found: `The role ${role.name} of the namespace's store may not read '${key}' (${role.file}).`,
    expected: 'A key under the prefix of the namespace.',
    remedy: 'Declare the secret as a need of an app or addon in this namespace.',
  };
}

function mayReadToo({ name, file }: Role, namespace: string, key: string): Problem {
  return {
    code: 'ESP7114',
    file,
    path: '',
    found: `The role ${name} of namespace '${namespace}' may read '${key}', which is another namespace's.`,
    expected: 'Each namespace reads only its own secrets.',
    remedy: 'Run `npm run plan`; if a cloud.ts extends the policy, remove that.',
  };
}

function unreadSecret(key: string, file: string): Problem {
  return {
    code: 'ESP7115',
    file,
    path: 'inputs.name',
    found: `Nothing in the cluster reads the secret '${key}'.`,
    expected: 'Every secret of a namespace is read by an ExternalSecret there.',
    remedy: 'Read it as `context.secretName(…)` in the addon, or remove the need.',
  };
}
