import { stacksOf, type Stack } from '@espalier/cloud';
import type { ResolvedPlatform } from '@espalier/model';
import { mainBranch } from '../workspace/index.ts';
import { actions } from './actions.ts';
import { affectedStacks, stackJob } from './stack-job.ts';
import { checkout, install, run, setupNode, trustedRunner, type Step } from './steps.ts';
import { workflowText } from './yaml.ts';

/**
 * The commit of the last run that brought everything up; a run that failed, was rejected or was overtaken brings up
 * less than it should, so that the next one starts where the last good one ended.
 */
const lastRun: Step = {
  name: 'Find the last commit that is up everywhere',
  id: 'last',
  uses: actions.githubScript,
  with: {
    script: `const { owner, repo } = context.repo;
const { data } = await github.request('GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs', {
  owner,
  repo,
  workflow_id: 'apply.yaml',
  branch: process.env.MAIN_BRANCH,
  event: 'push',
  status: 'success',
  per_page: 1,
});
core.setOutput('sha', data.workflow_runs[0]?.head_sha ?? '');
`,
  },
};

const stacksToApply = run(
  'Find the stacks that the commits since then affect',
  `
base=$LAST
if [ -z "$base" ] || ! git merge-base --is-ancestor "$base" HEAD 2> /dev/null; then
  echo '::notice::No commit of this branch is up everywhere, by what GitHub knows: every stack is brought up.'
  base=$(git hash-object -t tree /dev/null)
fi
export NX_BASE=$base NX_HEAD=HEAD
${affectedStacks('up').trim()}
`,
  { id: 'stacks', env: { LAST: '${{ steps.last.outputs.sha }}' } },
);

/** The workflow of the main branch: brings up what changed, one stack after another. */
export function apply(platform: ResolvedPlatform): string {
  const branch = mainBranch(platform);
  return workflowText(
    'Brings up the stacks that commits on the main branch affect, one at a time, in the order in which they build on each other.\nA failure, or a rejection, ends the run. The next run brings up what is left.',
    {
      name: 'Apply',
      on: { push: { branches: [branch] } },
      permissions: {},
      // One run at a time. Of those that wait, GitHub keeps the newest, which brings up the commits of all.
      concurrency: { group: 'apply', 'cancel-in-progress': false },
      jobs: {
        affected: {
          'runs-on': trustedRunner,
          permissions: { contents: 'read', actions: 'read' },
          'timeout-minutes': 20,
          env: { NX_DAEMON: 'false', MAIN_BRANCH: branch },
          outputs: { stacks: '${{ steps.stacks.outputs.stacks }}' },
          steps: [checkout, setupNode(), install, lastRun, stacksToApply],
        },
        ...Object.fromEntries(
          inOrder(platform).flatMap((stack, index, all) => {
            const before = all[index - 1];
            const previous = before === undefined ? [] : [before.name];
            return [
              [
                previewJob(stack.name),
                stackJob(platform, stack, {
                  role: 'plan',
                  workflow: 'preview-stack',
                  needs: ['affected', ...previous],
                }),
              ],
              [
                stack.name,
                stackJob(platform, stack, {
                  role: 'apply',
                  workflow: 'up-stack',
                  needs: ['affected', ...previous, previewJob(stack.name)],
                }),
              ],
            ];
          }),
        ),
      },
    },
  );
}

/**
 * Account by account: that of the registry first, since the nodes of all others pull images from it, then as the platform
 * names them. So staging is up, and can be looked at, before production waits for its approval.
 */
function inOrder(platform: ResolvedPlatform): readonly Stack[] {
  const order = [platform.registry.name, ...platform.accountOrder.filter((name) => name !== platform.registry.name)];
  return stacksOf(platform).toSorted(
    (one, other) => order.indexOf(one.account.name) - order.indexOf(other.account.name),
  );
}

function previewJob(stack: string): string {
  return `preview-${stack}`;
}
