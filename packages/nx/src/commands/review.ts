import { statefulType } from '@espalier/cloud/replacement';
import { names } from '@espalier/model';
import { loadRiskBudget } from '@espalier/model/load';
import {
  htmlOf,
  joinReviews,
  jsonOf,
  markdownOf,
  readReview,
  reviewTrees,
  sarifOf,
  terminalOf,
  type Review,
} from '@espalier/review';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { compared, previewedReplacements, type Revisions } from '../review/index.ts';

/** What a person may say on the command line. */
export interface ReviewFlags extends Revisions {
  /** Only these clusters and stacks, by name; all where it is empty. */
  readonly only: readonly string[];
  /** JSON files of earlier reviews, which are joined in place of a comparison. */
  readonly join: readonly string[];
  /** Files with what `pulumi preview --json` printed, each named after its stack: `cluster-production.json`. */
  readonly previews: readonly string[];
  /** Files to write, relative to the workspace. */
  readonly json?: string | undefined;
  readonly markdown?: string | undefined;
  readonly html?: string | undefined;
  readonly sarif?: string | undefined;
  /** Where the files of the head can be read: `https://github.com/acme/platform/blob/<commit>`. */
  readonly filesUrl?: string | undefined;
  /** Where the HTML report can be read. */
  readonly reportUrl?: string | undefined;
}

/**
 * Says what a change does: in the terminal, and in the files that are asked for. Gives the exit code; risks are no
 * failure, `guard` is the gate.
 *
 * @throws ProblemsError where there is nothing to compare with, or a rendered file is no YAML
 */
export async function review(workspace: string, flags: ReviewFlags): Promise<0> {
  const result = await reviewOf(workspace, flags);
  const write = (file: string | undefined, text: () => string): void => {
    if (file === undefined) return;
    const path = resolve(workspace, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text());
  };
  write(flags.json, () => jsonOf(result));
  write(flags.markdown, () =>
    markdownOf(result, {
      ...(flags.filesUrl !== undefined && { fileUrl: (path) => `${flags.filesUrl ?? ''}/${path}` }),
      ...(flags.reportUrl !== undefined && { reportUrl: flags.reportUrl }),
    }),
  );
  write(flags.html, () => htmlOf(result));
  write(flags.sarif, () => sarifOf(result));
  process.stdout.write(terminalOf(result, { color: process.stdout.isTTY, width: process.stdout.columns || 100 }));
  return 0;
}

async function reviewOf(workspace: string, flags: ReviewFlags): Promise<Review> {
  if (flags.join.length > 0) {
    return joinReviews(flags.join.map((file) => readReview(readFileSync(resolve(workspace, file), 'utf8'), file)));
  }
  const { value: riskBudget } = await loadRiskBudget(workspace);
  return reviewTrees(compared(workspace, flags), {
    statefulType,
    // A model that is broken can still be reviewed by what is committed.
    ...(riskBudget !== undefined && { budget: riskBudget.deletions }),
    ...(flags.previews.length > 0 && { replacedInPreview: previewedReplacements(workspace, flags.previews) }),
    ...(flags.only.length > 0 && { isWanted: (path: string) => flags.only.some((name) => isOf(path, name)) }),
  });
}

/** Whether a rendered file is of a cluster or stack. */
function isOf(path: string, name: string): boolean {
  const account = /^account-(.+)$/.exec(name)?.[1];
  return [
    `clusters/${name}/`,
    `${names.sharedPlanFolder(name)}/`,
    ...(account === undefined ? [] : [`apps/cloud/bootstrap/${account}/`]),
  ].some((folder) => path.startsWith(folder));
}
