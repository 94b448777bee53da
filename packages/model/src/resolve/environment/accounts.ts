import type { PlatformDefinition } from '../../definition/index.ts';
import { mapDefined } from '../../data/index.ts';
import { formatPath, type Problem } from '../../problem/index.ts';
import type { ResolvedAccount } from '../../resolved/index.ts';

/** Fills the defaults of a platform's accounts. */
export function resolveAccounts(platform: PlatformDefinition): Readonly<Record<string, ResolvedAccount>> {
  return mapDefined(platform.accounts, ({ id, role = 'workload', region = 'us-east-1' }, name) => ({
    name,
    id,
    role,
    region,
  }));
}

/** Rules for the accounts of a platform. */
export function checkAccounts(platform: PlatformDefinition, file: string): readonly Problem[] {
  return [...oneHoldsTheRegistry(platform, file), ...idsAreUnique(platform, file)];
}

function oneHoldsTheRegistry(platform: PlatformDefinition, file: string): readonly Problem[] {
  const registries = Object.entries(platform.accounts).flatMap(([name, { role }]) =>
    role === 'registry' ? [name] : [],
  );
  if (registries.length === 1) return [];
  return [
    {
      code: 'ESP2101',
      file,
      path: 'accounts',
      found: `${registries.length === 0 ? 'No account has' : `The accounts ${registries.join(' and ')} have`} the role 'registry'.`,
      expected: 'Exactly one account holds the ECR repositories that the others pull from.',
      remedy: "Give one account role: 'registry'.",
    },
  ];
}

function idsAreUnique(platform: PlatformDefinition, file: string): readonly Problem[] {
  const ids = new Map<string, string>();
  return Object.entries(platform.accounts).flatMap(([name, { id }]): readonly Problem[] => {
    const other = ids.get(id);
    ids.set(id, name);
    if (other === undefined) return [];
    return [
      {
        code: 'ESP2102',
        file,
        path: formatPath(['accounts', name, 'id']),
        found: `The accounts '${other}' and '${name}' are both ${id}.`,
        expected: 'Every account is listed once; environments may share one.',
        remedy: 'Correct the id, or use one account for both.',
      },
    ];
  });
}
