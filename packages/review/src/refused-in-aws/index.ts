import { databaseName, databaseStorage, databaseVersion } from './database.ts';
import { kubernetesVersion } from './kubernetes-version.ts';
import type { ChangedResource, RefusalInAws, RefusalInAwsRule } from './refusal.ts';
import { replacement } from './replacement.ts';
import { stackMoves } from './stack-moves.ts';

export type { ChangedResource, PlannedDocument, RefusalInAws } from './refusal.ts';

const rules: readonly RefusalInAwsRule[] = [
  stackMoves,
  kubernetesVersion,
  databaseStorage,
  databaseVersion,
  databaseName,
  replacement,
];

/**
 * Changes of a planned resource that AWS refuses, or that lose what the resource holds. None of inputs whose changes the
 * program ignores.
 *
 * What counts is what was planned before: where an update has not run or failed, AWS has something older.
 */
export function refusedInAws(change: ChangedResource): readonly RefusalInAws[] {
  const ignored = new Set(change.after.options?.ignoreChanges?.map((input) => `inputs.${input}`));
  return rules.flatMap((rule) => rule(change)).filter(({ path }) => !ignored.has(path));
}
