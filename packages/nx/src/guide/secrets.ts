import { factsOf, receive, type ResolvedCluster, type ResolvedNeed } from '@espalier/model';

/** A secret with a value that a human puts into Secrets Manager. */
export interface SecretToFill {
  /** Path in Secrets Manager. */
  readonly path: string;
  /** Keys of its JSON object. */
  readonly keys: readonly string[];
  /** App or addon that reads it. */
  readonly owner: string;
  readonly description: string | undefined;
}

/** Every secret of a cluster with a value from a human, by path. The cloud program writes the secrets of databases. */
export function secretsToFill(cluster: ResolvedCluster): readonly SecretToFill[] {
  return [...cluster.apps, ...cluster.addons]
    .flatMap(({ name, needs }) =>
      needs.flatMap((need) => (factsOf(need).isFilledByHuman === true ? secretOf(need, name) : [])),
    )
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

function secretOf(need: ResolvedNeed, owner: string): readonly SecretToFill[] {
  const { secret } = receive(need);
  const description = 'description' in need ? need.description : undefined;
  return secret === undefined ? [] : [{ path: secret.path, keys: secret.keys, owner, description }];
}

/** The list as text, with the command that fills each. */
export function formatSecrets(cluster: ResolvedCluster, secrets: readonly SecretToFill[]): string {
  if (secrets.length === 0) return `Nothing in ${cluster.name} reads a secret that a human provides.`;
  const { account, region } = cluster.environment;
  const head = `${secrets.length} secrets of ${cluster.name} get their value from a human (Secrets Manager, account ${account.id}, ${region}).`;
  const body = secrets.map(({ path, keys, owner, description }) => {
    const json = JSON.stringify(Object.fromEntries(keys.map((key) => [key, '…'])));
    return [
      path,
      `  read by ${owner}${description === undefined ? '' : `: ${description}`}`,
      `  secret.json: ${json}`,
      `  aws secretsmanager put-secret-value --region ${region} --secret-id ${path} --secret-string file://secret.json`,
    ].join('\n');
  });
  return [head, ...body].join('\n\n');
}
