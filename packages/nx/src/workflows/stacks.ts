import { applyEnvironment, applySessionHours, planEnvironment, stacksOf, type Stack } from '@espalier/cloud';
import { names, type ResolvedPlatform } from '@espalier/model';
import { actions, pulumiVersion } from './actions.ts';
import { accountRunner, checkout, install, mainBranch, run, setupNode, trustedRunner, type Step } from './steps.ts';
import { workflowText, type Value } from './yaml.ts';

/** What a called workflow is given of a stack. */
const inputs: { readonly [name: string]: Value } = Object.fromEntries(
  ['stack', 'region', 'environment', 'role', 'runner'].map((name) => [name, { type: 'string', required: true }]),
);

/** What both of them need at the runner: npm's scripts run before there are credentials of AWS. */
function withRole(seconds: number): readonly Step[] {
  return [
    checkout,
    setupNode(),
    install,
    { uses: actions.pulumi, with: { 'pulumi-version': pulumiVersion } },
    {
      uses: actions.awsCredentials,
      with: {
        'role-to-assume': '${{ inputs.role }}',
        'role-duration-seconds': seconds,
        'role-session-name': 'github-${{ github.run_id }}',
        'aws-region': '${{ inputs.region }}',
      },
    },
  ];
}

const env = { STACK: '${{ inputs.stack }}', NX_DAEMON: 'false' };
const tokenForAws = { contents: 'read', 'id-token': 'write' };

/** A preview does not create a stack, since its role writes no state: the first update of a stack has none. */
const preview = run(
  'Preview',
  `
report="$RUNNER_TEMP/preview"
stacks=$(npx nx pulumi "$STACK" -- stack ls --json)
if grep --quiet "\\"name\\": *\\"$STACK\\"" <<< "$stacks"; then
  npx nx preview "$STACK" --diff 2>&1 | tee "$report"
else
  echo "$STACK has never been brought up, so that nothing can be previewed: read its plan in clusters/." | tee "$report"
fi
{
  echo "### Preview of $STACK"
  echo '\`\`\`\`\`'
  tail --bytes=500000 "$report"
  echo '\`\`\`\`\`'
} >> "$GITHUB_STEP_SUMMARY"
`,
);

/** Previews one stack with the role `plan`; called by other workflows. */
export function previewStack(): string {
  return workflowText('Previews a stack with the role that changes nothing.', {
    name: 'Preview a stack',
    on: { workflow_call: { inputs } },
    permissions: {},
    env,
    jobs: {
      preview: {
        'runs-on': '${{ inputs.runner }}',
        environment: '${{ inputs.environment }}',
        permissions: tokenForAws,
        'timeout-minutes': 60,
        steps: [...withRole(3600), preview],
      },
    },
  });
}

/** Brings up one stack with the role `apply`, once the environment's reviewers approve; called by other workflows. */
export function upStack(): string {
  return workflowText('Brings up a stack, once the reviewers of its environment on GitHub have approved.', {
    name: 'Bring up a stack',
    on: { workflow_call: { inputs } },
    permissions: {},
    env,
    jobs: {
      up: {
        'runs-on': '${{ inputs.runner }}',
        environment: '${{ inputs.environment }}',
        permissions: tokenForAws,
        // Pulumi must not be killed in an update: the next one waits.
        concurrency: { group: 'pulumi-${{ inputs.stack }}', 'cancel-in-progress': false },
        'timeout-minutes': applySessionHours * 60,
        steps: [...withRole(applySessionHours * 3600), run('Update', 'npx nx up "$STACK" --yes')],
      },
    },
  });
}

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

/** Which stacks the commits since then affect. @param target that the stacks have */
function affectedStacks(target: string): string {
  return `
npx nx show projects --affected --with-target=${target} --json | grep '^\\[' > "$RUNNER_TEMP/stacks.json"
printf 'stacks=%s\\n' "$(cat "$RUNNER_TEMP/stacks.json")" | tee -a "$GITHUB_OUTPUT"
`;
}

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

/** A job that has a stack previewed or brought up, where it is affected and nothing before it failed. */
function stackJob(
  platform: ResolvedPlatform,
  { name, account, region }: Stack,
  { role, workflow, needs }: { role: 'plan' | 'apply'; workflow: string; needs: readonly string[] },
): Value {
  return {
    needs,
    if: `\${{ !cancelled() && !failure() && contains(fromJSON(needs.affected.outputs.stacks || '[]'), '${name}') }}`,
    permissions: tokenForAws,
    uses: `./.github/workflows/${workflow}.yaml`,
    with: {
      stack: name,
      region,
      environment: role === 'plan' ? planEnvironment(account.name) : applyEnvironment(account.name),
      role: names.roleArn(account.id, names.accountRoleName(platform.name, role)),
      runner: accountRunner(account.name),
    },
  };
}

/** Previews for pull requests, where the platform wants them: code of the pull request then holds the role `plan`. */
export function previewPullRequests(platform: ResolvedPlatform): string {
  return workflowText(
    'Previews the stacks that a pull request affects. Its code holds the role "plan", which reads how an account is set up:\nthe platform says `ci: { previewPullRequests: true }`, and pull requests of forks are left out.',
    {
      name: 'Preview',
      on: { pull_request: { branches: [mainBranch(platform)] } },
      permissions: {},
      concurrency: { group: 'preview-${{ github.event.pull_request.number }}', 'cancel-in-progress': true },
      jobs: {
        affected: {
          'runs-on': trustedRunner,
          if: '${{ github.event.pull_request.head.repo.full_name == github.repository }}',
          permissions: { contents: 'read' },
          'timeout-minutes': 20,
          env: { NX_DAEMON: 'false' },
          outputs: { stacks: '${{ steps.stacks.outputs.stacks }}' },
          steps: [
            checkout,
            setupNode('npm'),
            install,
            run(
              'Find the stacks that the pull request affects',
              `export NX_BASE=HEAD^1 NX_HEAD=HEAD\n${affectedStacks('preview').trim()}`,
              { id: 'stacks' },
            ),
          ],
        },
        ...Object.fromEntries(
          stacksOf(platform).map((stack) => [
            stack.name,
            stackJob(platform, stack, { role: 'plan', workflow: 'preview-stack', needs: ['affected'] }),
          ]),
        ),
      },
    },
  );
}
