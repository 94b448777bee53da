import { join } from 'node:path';
import type { PlatformDefinition } from '../definition/index.ts';
import { validate, type Checked } from '../problem/index.ts';
import { resolveRiskBudget } from '../risk-budget/index.ts';
import type { ResolvedPlatform } from '../resolved/index.ts';
import { platformSchema } from '../schema/index.ts';
import { importDefinition } from './import-definition.ts';
import { definitionPlaces } from './load-definitions.ts';

/** What a change may risk, by the platform's own file alone: a review reads no other definition. */
export async function loadRiskBudget(root: string): Promise<Checked<ResolvedPlatform['riskBudget'] | undefined>> {
  const file = definitionPlaces.platform;
  const { value, problems } = await importDefinition(join(root, file), file);
  if (problems.length > 0) return { value: undefined, problems };
  const platform = validate<PlatformDefinition>(platformSchema, value, file);
  return { value: platform.value && resolveRiskBudget(platform.value), problems: platform.problems };
}
