import { stacksOf } from '@espalier/cloud';
import { ProblemsError, refusalsOf } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import { summarizeBootstrap, summarizePlan } from '../plan/summary.ts';
import { writeBootstrap } from '../plan/write-bootstrap.ts';
import { writePlans, type WrittenPlan } from '../plan/write-plans.ts';
import { checkProjectFile } from '../pulumi/project-file.ts';
import { count } from '../report/summary.ts';

/** What a person may say on the command line. */
export interface PlanFlags {
  /** Stacks by name; all where it is empty. */
  readonly stacks: readonly string[];
  readonly force: boolean;
  readonly json: boolean;
}

/**
 * Plans the stacks of the workspace, writes the plans into the tree and prints what changed. Gives the exit code.
 *
 * @throws ProblemsError where the model is broken, or a stack cannot be planned
 */
export async function plan(workspace: string, { stacks, force, json }: PlanFlags): Promise<0 | 1> {
  const started = performance.now();
  const { platform, problems } = await loadPlatform(workspace);
  if (platform === undefined) throw new ProblemsError(problems);
  const refusals = refusalsOf(platform, new Date().toISOString().slice(0, 10));
  if (refusals.length > 0) throw new ProblemsError(refusals);
  checkProjectFile(workspace, platform.name);
  const all = stacksOf(platform);
  const names = stacks.length === 0 ? all.map(({ name }) => name) : [...new Set(stacks)];
  const plans: WrittenPlan[] = [];
  for await (const written of writePlans({ workspace, platform, stacks: names, prune: stacks.length === 0, force })) {
    if (!json) process.stdout.write(`${summarizePlan(written)}\n`);
    plans.push(written);
  }
  const bootstrap = stacks.length === 0 ? [writeBootstrap(workspace, platform, force)] : [];
  if (!json) for (const written of bootstrap) process.stdout.write(`${summarizeBootstrap(written)}\n`);
  const failed = [...plans.map(({ written }) => written), ...bootstrap].flatMap((written) => written.problems);
  if (json) {
    process.stdout.write(`${JSON.stringify({ plans, bootstrap, problems: failed }, undefined, 2)}\n`);
    return failed.length === 0 ? 0 : 1;
  }
  if (failed.length > 0) {
    process.stderr.write(`\n${count(failed.length, 'problem')}; what they are not about was written.\n`);
    return 1;
  }
  const resources = plans.reduce((sum, written) => sum + written.resources, 0);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const [first = 'production'] = Object.keys(platform.clusters);
  process.stdout.write(
    `\n${count(resources, 'resource')} in ${count(names.length, 'stack')} (${seconds} s), as Pulumi would receive them; ` +
      'what AWS itself would say is not asked.\n\n' +
      'Next\n' +
      '  git diff --stat clusters/            what the stacks will register from now on\n' +
      `  npx nx contract ${first.padEnd(20)} whether the tree and the plans agree\n` +
      `  npx nx preview ${(names[0] ?? '').padEnd(21)} what AWS says to it\n`,
  );
  return 0;
}
