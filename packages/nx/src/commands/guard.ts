import { statefulType } from '@espalier/cloud/replacement';
import { formatProblem, ProblemsError } from '@espalier/model';
import { loadRiskBudget } from '@espalier/model/load';
import { acknowledgementsIn, budgetRisks, gate, readReview, reviewTrees } from '@espalier/review';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compared, historyIsRewritten, type Revisions } from '../review/index.ts';
import { isoDay } from '../workspace/index.ts';

/** What the gate may be asked on the command line. */
export interface GuardFlags extends Revisions {
  /** JSON file of a review of the same revisions, in place of another comparison. */
  readonly review?: string | undefined;
  readonly json: boolean;
}

/**
 * Fails a change whose risks exceed the budget of the model. Gives the exit code.
 *
 * @throws ProblemsError where the model is broken, or there is nothing to compare with
 */
export async function guard(workspace: string, flags: GuardFlags): Promise<0 | 1> {
  const { value: riskBudget, problems } = await loadRiskBudget(workspace);
  if (riskBudget === undefined) throw new ProblemsError(problems);
  const comparison = compared(workspace, flags);
  const result =
    flags.review === undefined
      ? reviewTrees(comparison, { statefulType, budget: riskBudget.deletions })
      : readReview(readFileSync(resolve(workspace, flags.review), 'utf8'), flags.review);
  const { acknowledgements, problems: unreadable } = acknowledgementsIn(comparison);
  const { problems: found, acknowledged } = gate(
    { ...result, risks: [...budgetRisks(comparison), ...result.risks] },
    { riskBudget },
    acknowledgements,
    isoDay(),
  );
  const all = [...historyIsRewritten(workspace, flags), ...unreadable, ...found];
  if (flags.json) process.stdout.write(`${JSON.stringify({ problems: all }, undefined, 2)}\n`);
  else {
    for (const { risk, at, acknowledgement } of acknowledged) {
      process.stdout.write(
        `${risk.code} in ${at.place} is acknowledged by ${acknowledgement?.by ?? ''}: ${acknowledgement?.reason ?? ''}\n`,
      );
    }
    if (all.length === 0) process.stdout.write('No risk exceeds the budget of the platform.\n');
    else process.stderr.write(`${all.map(formatProblem).join('\n\n')}\n`);
  }
  return all.length === 0 ? 0 : 1;
}
