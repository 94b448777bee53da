import type { PlatformDefinition } from '../definition/index.ts';
import type { ResolvedPlatform } from '../resolved/index.ts';

/** Fills the defaults of the budget. */
export function resolveRiskBudget({ riskBudget }: PlatformDefinition): ResolvedPlatform['riskBudget'] {
  const { severity = 'medium', deletions } = riskBudget ?? {};
  return { severity, deletions: { objects: deletions?.objects ?? 10, share: deletions?.share ?? 0.2 } };
}
