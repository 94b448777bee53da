import { stacksOf } from '@espalier/cloud';
import { loadOwnPrograms, planStacks } from '@espalier/cloud/plan';
import { loadPlatform } from '@espalier/model/load';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { inlineCode } from './command-blocks.ts';

const repository = resolve(import.meta.dirname, '../..');
const guide = 'docs/guides/cloud-from-an-empty-account-to-a-running-cluster.md';

/** A word that a guard's key has. */
const guarding = /protect|destroy|delet|retain|recovery|retention|snapshot|lock/i;

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
async function plannedKeys(): Promise<ReadonlySet<string>> {
  const { platform, problems } = await loadPlatform(repository);
  if (platform === undefined) throw new Error(JSON.stringify(problems));
  const keys = new Set<string>();
  const own = await loadOwnPrograms(repository, platform);
  for await (const { resources } of planStacks(
    platform,
    own,
    stacksOf(platform).map(({ name }) => name),
  )) {
    for (const { inputs, options } of resources) {
      for (const key of [...Object.keys(inputs), ...Object.keys(options)]) keys.add(key);
    }
  }
  return keys;
}

/** Words of files below a folder that a pattern finds. */
function words(folder: string, ending: string, pattern: RegExp): ReadonlySet<string> {
  const files = readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' });
  const texts = files
    .filter((file) => file.endsWith(ending))
    .map((file) => readFileSync(join(repository, folder, file), 'utf8'));
  return new Set(texts.flatMap((text) => text.match(pattern) ?? []));
}

const released = new Set(inlineCode(repository, guide));

test('the guide says how every guard of the plans is lifted', async () => {
  const guards = [...(await plannedKeys())].filter((key) => guarding.test(key) && !keepNothing.has(key)).sort();
  expect(guards).toContain('deletionProtection');
  expect(guards.filter((key) => !released.has(key))).toEqual([]);
});

test('what is said to keep nothing is in the plans', async () => {
  const keys = await plannedKeys();
  expect([...keepNothing].filter((key) => !keys.has(key))).toEqual([]);
});

test('the guide says how the guards of the tree and of the bootstrap are lifted', () => {
  const guards = [
    ...words('clusters', '.yaml', /(?:Prune|Delete)=false/g),
    ...words('apps/cloud/bootstrap', '.tf.json', /prevent_destroy/g),
  ];
  expect(guards).toEqual(expect.arrayContaining(['Prune=false', 'Delete=false', 'prevent_destroy']));
  expect(guards.filter((guard) => !released.has(guard))).toEqual([]);
});
