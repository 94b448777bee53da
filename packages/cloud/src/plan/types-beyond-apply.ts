import type { PlannedResource, Problem } from '@espalier/model';
import { ownProgramFile, type OwnPrograms } from '../own-programs/index.ts';
import type { Stack } from '../stacks/index.ts';
import { plannedTypes } from '../terraform/index.ts';

/**
 * Types in apps' own programs that the role `apply` may not be allowed to create: it may use the services of the
 * stacks. The actions do not follow from Pulumi's token, so that a user writes them in an additional policy.
 *
 * @param resources of the stack's plan
 * @param neighbours text of the files next to `main.tf.json` of the stack's account: a type that they mention is
 * allowed
 * @returns warnings ESP6018, one for each app
 */
export function typesBeyondApply(
  { account }: Stack,
  resources: readonly PlannedResource[],
  own: OwnPrograms,
  neighbours: string,
): readonly Problem[] {
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const ownerOf = (resource: PlannedResource): string => {
    const parent = byId.get(resource.parent ?? '');
    return parent === undefined ? resource.name : ownerOf(parent);
  };
  const beyond = resources.filter(
    ({ type, kind }) =>
      kind !== 'component' &&
      /^(aws|aws-native|awsx|eks):/.test(type) &&
      !(type in plannedTypes) &&
      !neighbours.includes(type),
  );
  return [...Map.groupBy(beyond, ownerOf)]
    .filter(([app]) => own.has(app))
    .map(([app, all]) => ({
      code: 'ESP6018',
      file: ownProgramFile(app),
      path: [...new Set(all.map(({ type }) => type))].sort().join(', '),
      found: `'${app}' has types in account '${account.name}' that no stack has. The role apply of the account may not be allowed to create them.`,
      expected: 'Types that stacks use, or an additional policy in the bootstrap of the account.',
      remedy: `Write one for apply into apps/cloud/bootstrap/${account.name}/${app}.tf.json, with the types in a comment, as the guide to AWS shows under 'What an app has beyond its needs'; an administrator applies it before the next 'npx nx up'.`,
    }));
}
