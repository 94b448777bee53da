import type { PlannedResource, Problem } from '@espalier/model';
import { ownProgramFile, type OwnPrograms } from '../own-programs/index.ts';
import type { Stack } from '../stacks/index.ts';
import { plannedTypes } from '../terraform/index.ts';

/**
 * Types of apps' own programs that the role `apply` is not known to be allowed: it may use the services of the stacks.
 * Pulumi's token does not say which actions a type takes, so a person does, in a policy of their own.
 *
 * @param resources of the stack's plan
 * @param beside text of what stands next to `main.tf.json` of the stack's account: a type that it names is allowed
 * @returns warnings ESP6018, one an app
 */
export function typesBeyondApply(
  { account }: Stack,
  resources: readonly PlannedResource[],
  own: OwnPrograms,
  beside: string,
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
      !beside.includes(type),
  );
  return [...Map.groupBy(beyond, ownerOf)]
    .filter(([app]) => own.has(app))
    .map(([app, all]) => ({
      code: 'ESP6018',
      file: ownProgramFile(app),
      path: [...new Set(all.map(({ type }) => type))].sort().join(', '),
      found: `'${app}' has types in account '${account.name}' that no stack has: its role apply may not be allowed to create them.`,
      expected: "Types of the stacks' own; for others, a policy of your own in the bootstrap of the account.",
      remedy: `Write one for apply into apps/cloud/bootstrap/${account.name}/${app}.tf.json, with the types in a comment, as the guide to AWS shows under 'What an app has beyond its needs'; an administrator applies it before the next 'npx nx up'.`,
    }));
}
