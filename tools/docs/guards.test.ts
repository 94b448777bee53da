import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { commandBlocks, inlineCode } from './command-blocks.ts';
import { plannedResources } from './planned-resources.ts';

const repository = resolve(import.meta.dirname, '../..');
const guide = 'docs/guides/cloud-from-an-empty-account-to-a-running-cluster.md';
const plans = await plannedResources(repository);

/** A word that a guard's key has. */
const guarding = /protect|destroy|delet|prune|retain|recovery|retention|snapshot|lock/i;

/** Keys with such a word that keep nothing from going, and why. */
const keepNothing = new Set([
  // How a resource is replaced, not whether it goes.
  'deleteBeforeReplace',
  // Copies, messages and logs that end by themselves.
  'backupRetentionPeriod',
  'messageRetentionSeconds',
  'performanceInsightsRetentionPeriod',
  'pointInTimeRecovery',
  'retentionInDays',
  // A tag on a copy.
  'copyTagsToSnapshot',
  // Blocks of addresses and access.
  'blockDeviceMappings',
  'blockPublicAcls',
  'blockPublicPolicy',
  'cidrBlock',
  'destinationCidrBlock',
]);

/** Keys of what resources are given and of their options, across every stack of Riven. */
function plannedKeys(): ReadonlySet<string> {
  const resources = [...plans.values()].flat();
  return new Set(resources.flatMap(({ inputs, options }) => [...Object.keys(inputs), ...Object.keys(options)]));
}

/** Texts of files below a folder. */
function texts(folder: string, ending: string): readonly string[] {
  return readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => readFileSync(join(repository, folder, file), 'utf8'));
}

/**
 * Settings that an object hands on to a controller, as `<key>=<value>`: annotations, what stands in one as
 * `<key>=<value>,…`, and attributes in the parameters of an IngressClass.
 */
function handedOn(object: unknown): readonly string[] {
  const annotations = at(object, 'metadata', 'annotations') ?? {};
  const attributes = at(object, 'spec', 'loadBalancerAttributes');
  return [
    ...Object.entries(annotations).flatMap(([key, value]) => [
      `${key.slice(key.lastIndexOf('/') + 1)}=`,
      ...String(value)
        .split(',')
        .filter((part) => /^[\w.]+=\w+$/.test(part)),
    ]),
    ...(Array.isArray(attributes) ? attributes : []).map(
      (attribute: unknown) => `${String(at(attribute, 'key'))}=${String(at(attribute, 'value'))}`,
    ),
  ].filter((setting) => guarding.test(keyOf(setting)));
}

function keyOf(setting: string): string {
  return setting.slice(0, setting.indexOf('='));
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((inner, key) => Reflect.get(Object(inner), key) as unknown, value);
}

const released = new Set(inlineCode(repository, guide));

test('the guide explains how to remove every guard of the plans', () => {
  const guards = [...plannedKeys()].filter((key) => guarding.test(key) && !keepNothing.has(key)).sort();
  expect(guards).toContain('deletionProtection');
  expect(guards.filter((key) => !released.has(key))).toEqual([]);
});

test('every guard that is listed as harmless is in the plans', () => {
  const keys = plannedKeys();
  expect([...keepNothing].filter((key) => !keys.has(key))).toEqual([]);
});

test('the guide explains how to remove the guards of the tree', () => {
  const objects = texts('clusters', '.yaml').flatMap((text) =>
    parseAllDocuments(text).map((one) => one.toJS() as unknown),
  );
  const guards = [...new Set(objects.flatMap(handedOn))];
  expect(guards).toEqual(expect.arrayContaining(['Prune=false', 'Delete=false', 'deletion_protection.enabled=true']));
  expect(guards.filter((guard) => !released.has(guard) && !released.has(keyOf(guard)))).toEqual([]);
});

test('the guide explains how to remove the guards of the bootstrap', () => {
  const guards = new Set(
    texts('apps/cloud/bootstrap', '.tf.json').flatMap((text) => text.match(/prevent_destroy/g) ?? []),
  );
  expect([...guards]).toEqual(['prevent_destroy']);
  expect(released).toContain('prevent_destroy');
});

test('the guide explains how to remove the load balancer attributes that any addon sets', () => {
  // A cluster has one of the addons that serve Ingresses; the guide is for all of them.
  const attribute = /(?<=['`])[a-z_]+(?:\.[a-z_0-9]+)+(?=['=])/g;
  const all = texts('packages/addons/src', '.ts').flatMap((text) => text.match(attribute) ?? []);
  const guards = [...new Set(all)].filter((key) => guarding.test(key));
  expect(guards).toEqual(['deletion_protection.enabled']);
  expect(guards.filter((guard) => !released.has(guard))).toEqual([]);
});

test('guards in annotations and in parameters of a class are seen', () => {
  const annotations = {
    'example.com/of-it': 'a.enabled=true,deletion_protection.enabled=true',
    'example.com/lock': '1',
  };
  expect(handedOn({ metadata: { annotations } })).toEqual(['deletion_protection.enabled=true', 'lock=']);
  const loadBalancerAttributes = [{ key: 'deletion_protection.enabled', value: 'true' }];
  expect(handedOn({ spec: { loadBalancerAttributes } })).toEqual(['deletion_protection.enabled=true']);
});

/** What deletes what a stack retains, by type; parts of a bucket go with it. */
const deletes: Readonly<Record<string, string>> = {
  'aws:backup/vault:Vault': 'aws backup delete-backup-vault ',
  'aws:cloudwatch/logGroup:LogGroup': 'aws logs delete-log-group ',
  'aws:dynamodb/table:Table': 'aws dynamodb delete-table ',
  'aws:ec2/securityGroup:SecurityGroup': 'aws ec2 delete-security-group ',
  'aws:ecr/repository:Repository': 'aws ecr delete-repository ',
  'aws:kms/key:Key': 'aws kms schedule-key-deletion ',
  'aws:rds/instance:Instance': 'aws rds delete-db-instance ',
  'aws:rds/parameterGroup:ParameterGroup': 'aws rds delete-db-parameter-group ',
  'aws:rds/subnetGroup:SubnetGroup': 'aws rds delete-db-subnet-group ',
  'aws:route53/zone:Zone': 'aws route53 delete-hosted-zone ',
  'aws:s3/bucket:Bucket': 'aws s3api delete-bucket ',
  'aws:secretsmanager/secret:Secret': 'aws secretsmanager delete-secret ',
};

test('the guide deletes every type that a stack retains', () => {
  const retained = [...plans.values()].flat().filter(({ options }) => options.retainOnDelete === true);
  const types = new Set(retained.map(({ type }) => type).filter((type) => !/^aws:s3\/bucket[A-Z]/.test(type)));
  expect(Object.keys(deletes)).toEqual([...types].sort());
  const commands = commandBlocks(repository, guide)
    .map(({ script }) => script)
    .join('\n');
  expect(Object.values(deletes).filter((command) => !commands.includes(command))).toEqual([]);
});

test('the guide asks for keys in every stack that retains one', () => {
  const staging = [...plans].filter(([stack]) => stack.endsWith('-staging'));
  const withKeys = staging.filter(([, all]) =>
    all.some(({ type, options }) => type === 'aws:kms/key:Key' && options.retainOnDelete === true),
  );
  const block = commandBlocks(repository, guide).find(({ script }) => script.includes('kms schedule-key-deletion'));
  expect(withKeys.map(([stack]) => stack).sort()).toEqual(['cluster-staging', 'environment-staging']);
  expect(block?.script).toContain('for stack in cluster-staging environment-staging; do');
});
