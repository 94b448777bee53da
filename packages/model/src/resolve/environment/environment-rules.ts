import type { ClusterDefinition, Definitions, PlatformDefinition } from '../../definition/index.ts';
import * as names from '../../names/index.ts';
import type { Problem } from '../../problem/index.ts';
import { cidrsOverlap } from '../../schema-parts/index.ts';
import type { ResolvedEnvironment } from '../../resolved/index.ts';
import { networksHoldTheirNodes } from './network-size.ts';

/** The input of the rules for environments. */
export interface EnvironmentSources {
  readonly platform: PlatformDefinition;
  readonly environments: Readonly<Record<string, ResolvedEnvironment>>;
  readonly clusters: Readonly<Record<string, ClusterDefinition>>;
  readonly definitions: Definitions;
}

/** Rules for all environments of a platform together. */
const rules = [networksAreDisjoint, domainsAreUnique, namesFit, networksHoldTheirNodes] as const satisfies readonly ((
  sources: EnvironmentSources,
) => readonly Problem[])[];

/** All problems of the environments of a platform. */
export function checkEnvironments(sources: EnvironmentSources): readonly Problem[] {
  return rules.flatMap((rule) => rule(sources));
}

/** Networks with overlapping blocks can never be peered or routed to each other. */
function networksAreDisjoint({ environments, definitions }: EnvironmentSources): readonly Problem[] {
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
              expected: 'Every environment has its own addresses, so that networks can be connected later.',
              remedy: 'Choose another block for one of the two.',
            },
          ]
        : [],
    ),
  );
}

/** Of two zones with one name, only one can receive the delegation. */
function domainsAreUnique({ environments, definitions }: EnvironmentSources): readonly Problem[] {
  const owners = new Map<string, string>();
  return Object.values(environments).flatMap(({ name, domain }): readonly Problem[] => {
    const other = owners.get(domain);
    owners.set(domain, name);
    if (other === undefined) return [];
    return [
      {
        code: 'ESP2229',
        file: definitions.environments[name]?.file ?? '',
        path: 'domain',
        found: `${domain} is already the domain of environment '${other}'.`,
        expected: 'Every environment has its own domain and owns its zone.',
        remedy: `Choose another, such as ${name}.${domain}.`,
      },
    ];
  });
}

/** Names that an environment composes, independent of its clusters and apps. */
function namesFit({ platform, environments, definitions }: EnvironmentSources): readonly Problem[] {
  return Object.values(environments).flatMap((environment): readonly Problem[] => {
    const { name } = environment;
    const bucket = names.backupsBucketName(platform.name, environment);
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
