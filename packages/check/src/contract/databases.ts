import type { Problem } from '@espalier/model';
import { at, entriesAt, type Evidence, listAt, type Manifest, type PlanFile, textAt } from '../evidence/index.ts';
import { rolesOf } from '../iam/index.ts';

/** A database of the environment's plan. */
interface Database {
  readonly identifier: string;
  readonly port: number;
  readonly file: string;
}

/**
 * NetworkPolicies and security groups allow the same paths from pods to databases. Pods that read the address of a
 * database may log in to it.
 */
export function databasesAgree(evidence: Evidence): readonly Problem[] {
  const databases = databasesOf(evidence.plan.environment);
  const admitted = new Map(
    evidence.plan.cluster
      .filter(({ type }) => type === 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule')
      .flatMap((rule) => databases.filter((database) => isFor(rule, database)).map((database) => [database, rule])),
  );
  const clients = clientsOf(evidence, databases);
  const problems = clients.flatMap(({ app, database, logsIn }): readonly Problem[] => {
    const policy = evidence.manifests.find((manifest) => isPolicyOf(manifest, app));
    const isLetOut = policy !== undefined && letsOut(policy, database, evidence);
    const isLetIn = admitted.has(database);
    return [
      ...(isLetOut && !isLetIn ? [noRule(policy, database)] : []),
      ...(isLetIn && !isLetOut ? [noEgress(app, database, policy)] : []),
      ...(logsIn ? [] : [mayNotLogIn(app, database)]),
    ];
  });
  const wanted = new Set(clients.map(({ database }) => database));
  const idle = [...admitted].flatMap(([database, rule]) => (wanted.has(database) ? [] : [idleRule(rule, database)]));
  return [...problems, ...idle];
}

function databasesOf(plan: readonly PlanFile[]): readonly Database[] {
  return plan
    .filter(({ type }) => type === 'aws:rds/instance:Instance')
    .map(({ inputs, file }) => ({
      identifier: textAt(inputs, 'identifier') ?? '',
      port: Number(at(inputs, 'port')),
      file,
    }));
}

/** The rule is in a different stack than the database, so that it refers to an output of that stack. */
function isFor({ inputs }: PlanFile, { identifier, port }: Database): boolean {
  return (
    textAt(inputs, 'securityGroupId')?.includes(`databases.${identifier}.securityGroupId`) === true &&
    at(inputs, 'fromPort') === port &&
    at(inputs, 'toPort') === port
  );
}

/** An app, and a database with an address that its pods read. */
interface Client {
  readonly app: string;
  readonly database: Database;
  /** Whether the role of its pods may log in. */
  readonly logsIn: boolean;
}

/** Apps by the secrets that their ExternalSecrets read: a database's address is in a secret with a computed path. */
function clientsOf({ manifests, plan, cluster }: Evidence, databases: readonly Database[]): readonly Client[] {
  const roles = rolesOf(plan.cluster);
  const read = new Set(
    manifests
      .filter(({ kind }) => kind === 'ExternalSecret')
      .flatMap(({ content }) => listAt(content, 'spec', 'data').map((item) => textAt(item, 'remoteRef', 'key'))),
  );
  return cluster.apps.flatMap((app) =>
    app.needs.flatMap((need): readonly Client[] => {
      if (need.kind !== 'postgres' || !read.has(need.secretPath)) return [];
      const database = databases.find(({ identifier }) => identifier === need.instance);
      if (database === undefined) return [];
      const identity = cluster.identities.find(({ kind, owner }) => kind === 'app' && owner === app.name);
      const statements = roles.find(({ name }) => name === identity?.role)?.statements ?? [];
      const logsIn = statements.some(
        ({ actions = [], resources = [] }) =>
          [actions].flat().includes('rds-db:connect') &&
          [resources]
            .flat()
            .some((arn) => arn.includes(`databases.${need.instance}.resourceId`) && arn.endsWith(`/${need.user}`)),
      );
      return [{ app: app.name, database, logsIn }];
    }),
  );
}

function isPolicyOf({ kind, content }: Manifest, app: string): boolean {
  return (
    kind === 'NetworkPolicy' && textAt(content, 'spec', 'podSelector', 'matchLabels', 'app.kubernetes.io/name') === app
  );
}

function letsOut({ content }: Manifest, { port }: Database, { cluster }: Evidence): boolean {
  const blocks = cluster.environment.network.tiers.data.blocks;
  return listAt(content, 'spec', 'egress').some(
    (rule) =>
      listAt(rule, 'ports').some((one) => Object.fromEntries(entriesAt(one))['port'] === port) &&
      listAt(rule, 'to').some((peer) => blocks.includes(textAt(peer, 'ipBlock', 'cidr') ?? '')),
  );
}

function noRule({ file }: Manifest, { identifier, file: planFile }: Database): Problem {
  return {
    code: 'ESP7141',
    file,
    path: 'spec.egress',
    found: `The NetworkPolicy allows pods to reach ${identifier} (${planFile}), but its security group allows no pod of the cluster.`,
    expected: "A rule of the cluster's stack on the database's security group.",
    remedy: 'Run `npm run plan`.',
  };
}

function noEgress(app: string, { identifier }: Database, policy: Manifest | undefined): Problem {
  return {
    code: 'ESP7142',
    file: policy?.file ?? `clusters/…/namespaces`,
    path: 'spec.egress',
    found: `No NetworkPolicy allows the pods of '${app}' to reach ${identifier}, but its security group does.`,
    expected: "Egress to the environment's data subnets on the port of the database.",
    remedy: 'Run `npm start`.',
  };
}

function mayNotLogIn(app: string, { identifier, file }: Database): Problem {
  return {
    code: 'ESP7143',
    file,
    path: '',
    found: `The role of '${app}' may not log in to ${identifier}, although its pods read the address.`,
    expected: "`rds-db:connect` on the app's own user of the database.",
    remedy: 'Run `npm run plan`.',
  };
}

function idleRule({ file }: PlanFile, { identifier }: Database): Problem {
  return {
    code: 'ESP7144',
    file,
    path: '',
    found: `The rule allows pods to reach ${identifier}, but no app of the cluster reads its address.`,
    expected: 'A rule for each database that an app of the cluster uses.',
    remedy: 'Run `npm run plan`.',
  };
}
