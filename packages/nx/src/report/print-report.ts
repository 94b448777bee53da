import { formatProblem, warningsOf, type ResolvedPlatform } from '@espalier/model';
import type { ClusterResult } from '@espalier/tree';
import pc from 'picocolors';
import { formatGoneStack, goneStacks } from './gone-stacks.ts';
import { formatLostData } from './lost-data.ts';
import { nextSteps, type Written } from './next-steps.ts';
import { lostResources } from './plan-summary.ts';
import { changeLines, count } from './summary.ts';
import { clustersTable, stacksTable } from './table.ts';

/** The content of a report, and its form. */
export interface Report {
  readonly platform: ResolvedPlatform;
  readonly written: Written;
  /** Milliseconds of `performance.now()` at which the command began. */
  readonly started: number;
  /** Calendar day, such as `2026-11-25`, for warnings about what has ended by then. */
  readonly today: string;
  readonly json: boolean;
}

/**
 * Prints the report on both layers: content, changes, lost data, problems, and next steps. Gives the exit code.
 */
export function printReport({ platform, written, started, today, json }: Report): 0 | 1 {
  const { clusters, lostApps: apps, plans, bootstrap } = written;
  const warnings = [...warningsOf(platform, today), ...plans.flatMap((plan) => plan.warnings)];
  const failed = [...clusters, ...plans.map((plan) => plan.written), ...bootstrap].flatMap(({ problems }) => problems);
  const exitCode = failed.length === 0 ? 0 : 1;
  if (json) {
    print(JSON.stringify({ clusters, plans, bootstrap, problems: failed, warnings }, undefined, 2));
    return exitCode;
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (clusters.length > 0) print(clustersTable(platform, clusters));
  if (plans.length > 0) print(stacksTable(plans));
  for (const result of clusters) printChanges(result.cluster, result);
  for (const { stack, written: result } of plans) printChanges(stack, result);
  for (const result of bootstrap) printChanges('bootstrap of the accounts', result);
  const lost = [
    ...apps.map(formatLostData),
    ...plans.flatMap((plan) => lostResources(plan, new Set(apps.map(({ application }) => application)))),
    ...goneStacks(platform, written).map(formatGoneStack),
  ];
  for (const text of lost) print(`\n${text}`);
  const refused = clusters.flatMap((result) => result.refused);
  if (refused.length > 0) {
    print(`\n${pc.bold('The API server will refuse these changes')}\n\n${refused.map(formatProblem).join('\n\n')}`);
  }
  const refusedByAws = plans.flatMap((plan) => plan.refused);
  if (refusedByAws.length > 0) {
    print(
      `\n${pc.bold('AWS will refuse these changes, or data will be lost')}\n\n${refusedByAws.map(formatProblem).join('\n\n')}`,
    );
  }
  if (failed.length > 0) {
    complain(
      `\n${failed.map(formatProblem).join('\n\n')}\n\n${count(failed.length, 'problem')}; everything else was written (${seconds} s).`,
    );
    return exitCode;
  }
  if (warnings.length > 0) print(`\n${pc.bold('Worth knowing')}\n\n${warnings.map(formatProblem).join('\n\n')}`);
  print(`\n${nextSteps(platform, written, seconds)}`);
  return exitCode;
}

function printChanges(what: string, result: ClusterResult): void {
  if (result.changes.length > 0) print(`\n${pc.bold(what)}\n${changeLines(result).join('\n')}`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}
