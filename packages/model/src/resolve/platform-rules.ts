import type { Definitions } from '../definition/definitions.ts';
import type { PlatformDefinition } from '../definition/platform.ts';
import * as names from '../names/index.ts';
import { didYouMean, listOf } from '../problem/closest.ts';
import { formatPath } from '../problem/path.ts';
import type { Problem } from '../problem/problem.ts';
import { cidrsOverlap } from '../schema/cidr.ts';
import type { ResolvedEnvironment } from '../resolved/resolved-platform.ts';

/** Exactly one account holds the registry, and no two are the same. */
export function accountsAreSound(platform: PlatformDefinition, file: string): readonly Problem[] {
  const problems: Problem[] = [];
  const accounts = Object.entries(platform.accounts);
  const registries = accounts.filter(([, account]) => account.role === 'registry').map(([name]) => name);
  if (registries.length !== 1) {
    problems.push({
      code: 'ESP2101',
      file,
      path: 'accounts',
      found: `${registries.length === 0 ? 'No account has' : `The accounts ${registries.join(' and ')} have`} the role 'registry'.`,
      expected: 'Exactly one account holds the ECR repositories that the others pull from.',
      remedy: "Give one account role: 'registry'.",
    });
  }
  const ids = new Map<string, string>();
  for (const [name, { id }] of accounts) {
    const other = ids.get(id);
    if (other !== undefined) {
      problems.push({
        code: 'ESP2102',
        file,
        path: formatPath(['accounts', name, 'id']),
        found: `The accounts '${other}' and '${name}' are both ${id}.`,
        expected: 'Every account is named once; environments may share one.',
        remedy: 'Correct the id, or use one account for both.',
      });
    }
    ids.set(id, name);
  }
  return problems;
}

/** A reference by name to something that has to exist. */
export function unknownReference(
  what: string,
  name: string,
  known: Iterable<string>,
  place: { readonly file: string; readonly path: string },
): Problem {
  const all = [...known].sort();
  return {
    code: 'ESP2103',
    ...place,
    found: `'${name}' is not ${what} of this platform.${didYouMean(name, all)}`,
    expected: `There ${all.length === 1 ? 'is' : 'are'}: ${listOf(all)}.`,
    remedy: 'Correct the name, or define what it names.',
  };
}

/** A reference by name that is missing or no text: of what it could name, all there is. */
export function withReferences<Result extends { readonly problems: readonly Problem[] }>(
  result: Result,
  path: string,
  known: Iterable<string>,
): Result {
  const all = [...known].sort();
  if (all.length === 0) return result;
  return {
    ...result,
    problems: result.problems.map((problem) =>
      problem.path === path ? { ...problem, expected: `Expected one of ${listOf(all)}.` } : problem,
    ),
  };
}

/** Blocks of environments that overlap can never be peered or routed to each other. */
export function networksAreDisjoint(
  environments: Readonly<Record<string, ResolvedEnvironment>>,
  definitions: Definitions,
): readonly Problem[] {
  const all = Object.values(environments);
  return all.flatMap((one, index) =>
    all.slice(index + 1).flatMap((other): readonly Problem[] =>
      cidrsOverlap(one.network.cidr, other.network.cidr)
        ? [
            {
              code: 'ESP2107',
              file: definitions.environments[other.name]?.file ?? '',
              path: 'network.cidr',
              found: `${other.network.cidr} overlaps with ${one.network.cidr} of environment '${one.name}'.`,
              expected: 'Every environment has addresses of its own, so that networks can be joined later.',
              remedy: 'Choose another block for one of the two.',
            },
          ]
        : [],
    ),
  );
}

/** Names that an environment makes up by itself, whatever runs in it. */
export function environmentNamesFit(
  platform: string,
  environments: Readonly<Record<string, ResolvedEnvironment>>,
  definitions: Definitions,
): readonly Problem[] {
  return Object.values(environments).flatMap(({ name, account, region }): readonly Problem[] => {
    const bucket = names.backupsBucketName(platform, name, account.id, region);
    if (bucket.length <= 63) return [];
    return [
      {
        code: 'ESP2205',
        file: definitions.environments[name]?.file ?? '',
        path: '',
        found: `The bucket for backups of environment '${name}' would be called '${bucket}', which has ${bucket.length} characters.`,
        expected: 'At most 63 characters for the name of a bucket.',
        remedy: 'Shorten the name of the environment or platform.',
      },
    ];
  });
}

/** An overlay that no addon takes up would be lost without a word. */
export function overlaysAreUsed(
  definitions: Definitions,
  addonsByCluster: ReadonlyMap<string, readonly string[]>,
): readonly Problem[] {
  const every = new Set([...addonsByCluster.values()].flat());
  return definitions.overlays.flatMap(({ addon, cluster, file }): readonly Problem[] => {
    if (cluster !== undefined && !addonsByCluster.has(cluster)) {
      return [unknownReference('a cluster', cluster, addonsByCluster.keys(), { file, path: '' })];
    }
    const there = cluster === undefined ? every : new Set(addonsByCluster.get(cluster));
    if (there.has(addon)) return [];
    return [
      {
        code: 'ESP2308',
        file,
        path: '',
        found: `${cluster === undefined ? 'No cluster has an' : `Cluster '${cluster}' has no`} addon '${addon}'.${didYouMean(addon, there)}`,
        expected: `Addons with values: ${listOf([...there].sort())}.`,
        remedy: 'Rename the file after an addon, or delete it.',
      },
    ];
  });
}
