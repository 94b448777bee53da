import type { EnvironmentDefinition } from '../../definition/index.ts';
import type { ResolvedAccount, ResolvedEnvironment, ResolvedNetwork, ResolvedTier } from '../../resolved/index.ts';
import { subBlock } from '../../schema-parts/index.ts';
import { zoneLettersOf } from './zone-letters.ts';

/** Fills an environment's defaults and splits its VPC into tiers. */
export function resolveEnvironment(
  name: string,
  definition: EnvironmentDefinition,
  account: ResolvedAccount,
  platformDomain: string,
): ResolvedEnvironment {
  return {
    name,
    account,
    region: definition.region,
    domain: definition.domain ?? `${name}.${platformDomain}`,
    network: resolveNetwork(definition.network, definition.region),
    data: {
      multiZone: definition.data?.multiZone ?? false,
      backupRetentionDays: definition.data?.backupRetentionDays ?? 7,
    },
    alarms: { emails: definition.alarms?.emails ?? [] },
  };
}

/**
 * Splits a VPC. Each zone gets a quarter for nodes and pods, since every pod has an address with the VPC CNI. The last
 * quarter is split into four tiers of one block each, so that a network policy names a tier by one block.
 */
export function resolveNetwork(definition: EnvironmentDefinition['network'], region: string): ResolvedNetwork {
  const { cidr, nat = 'one-per-zone' } = definition;
  const zones = zoneLettersOf(definition.zones ?? 3, region);
  const count = zones.length;
  const lastQuarter = subBlock(cidr, 2, 3);
  const half = subBlock(cidr, 1, 0);
  return {
    cidr,
    zones,
    nat,
    tiers: {
      workloads: {
        blocks: count === 3 ? [half, subBlock(cidr, 2, 2)] : [half],
        subnets: indices(count).map((zone) => subBlock(cidr, 2, zone)),
      },
      public: tier(subBlock(lastQuarter, 2, 0), count),
      data: tier(subBlock(lastQuarter, 2, 1), count),
      controlPlane: tier(subBlock(lastQuarter, 2, 2), count),
      endpoints: tier(subBlock(lastQuarter, 2, 3), count),
    },
  };
}

function tier(block: string, zones: number): ResolvedTier {
  return { blocks: [block], subnets: indices(zones).map((zone) => subBlock(block, 2, zone)) };
}

function indices(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
