import type { OutputPaths } from '../own-programs/index.ts';

/**
 * Outputs of resources, beyond id and inputs, that our programs use. A leaf is the path of the output. Outputs that are
 * not listed stay unknown, and the plan fails if an input needs one.
 */
const paths: OutputPaths = {
  'aws:acm/certificate:Certificate': [
    'arn',
    'domainValidationOptions[0].resourceRecordName',
    'domainValidationOptions[0].resourceRecordType',
    'domainValidationOptions[0].resourceRecordValue',
  ],
  'aws:cloudwatch/logGroup:LogGroup': ['arn'],
  'aws:ec2/launchTemplate:LaunchTemplate': ['latestVersion'],
  'aws:eks/nodeGroup:NodeGroup': ['resources[0].autoscalingGroups[0].name'],
  'aws:elasticache/replicationGroup:ReplicationGroup': ['primaryEndpointAddress'],
  'aws:elasticache/serverlessCache:ServerlessCache': ['endpoints[0].address'],
  'aws:iam/openIdConnectProvider:OpenIdConnectProvider': ['arn'],
  'aws:iam/role:Role': ['arn'],
  'aws:kms/key:Key': ['arn', 'keyId'],
  'aws:rds/instance:Instance': ['address', 'masterUserSecrets[0].secretArn', 'resourceId'],
  'aws:route53/record:Record': ['fqdn'],
  'aws:route53/zone:Zone': ['nameServers[0]', 'nameServers[1]', 'nameServers[2]', 'nameServers[3]'],
  'aws:secretsmanager/secret:Secret': ['arn'],
  'aws:sns/topic:Topic': ['arn'],
  'aws:sqs/queue:Queue': ['arn', 'url'],
  'eks:index:Cluster': ['clusterSecurityGroupId', 'core.endpoint', 'oidcIssuer', 'oidcProviderUrl'],
};

type Known = string | readonly Known[] | { readonly [key: string]: Known };

/**
 * The outputs of a resource of a type, each leaf a reference.
 *
 * @param reference creates the reference for a path such as `domainValidationOptions[0].resourceRecordName`
 * @param more additional paths that apps' programs use
 */
export function knownOutputs(
  type: string,
  reference: (path: string) => string,
  more: OutputPaths = {},
): Readonly<Record<string, Known>> {
  const all = [...new Set([...(paths[type] ?? []), ...(more[type] ?? [])])];
  return Object.fromEntries(
    [...Map.groupBy(all, (path) => /^\w+/.exec(path)?.[0] ?? '')].map(([name, under]) => [
      name,
      known(
        under.map((path) => ({ path, rest: path.slice(name.length) })),
        reference,
      ),
    ]),
  );
}

function known(
  under: readonly { readonly path: string; readonly rest: string }[],
  reference: (path: string) => string,
): Known {
  const [first] = under;
  if (first === undefined || first.rest === '') return first === undefined ? '' : reference(first.path);
  const steps = Map.groupBy(under, ({ rest }) => /^(\[\d+\]|\.\w+)/.exec(rest)?.[0] ?? '');
  const inner = [...steps].map(
    ([step, paths]) =>
      [
        step,
        known(
          paths.map(({ path, rest }) => ({ path, rest: rest.slice(step.length) })),
          reference,
        ),
      ] as const,
  );
  if (first.rest.startsWith('[')) return inner.map(([, value]) => value);
  return Object.fromEntries(inner.map(([step, value]) => [step.slice(1), value]));
}
